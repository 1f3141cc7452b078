package footlight.testkit.hls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What must hold within one media playlist.
final class ListRules {
    /// Durations are told in decimals that were rounded.
    private static final double ROUNDING = 0.0011;

    private static final double SHORTEST_PART = 0.85;
    private static final double CLOCKS_APART = 0.5;

    private ListRules() {}

    static void judge(ListedMedia list, Findings findings) {
        if (list.lowLatency()) lowLatency(list, findings);
        double holdBack = list.control("HOLD-BACK");
        findings.rule(
                holdBack == 0 || holdBack >= 3 * list.targetDuration() - ROUNDING,
                "HOLD-BACK " + holdBack + " is under 3 target durations (4.4.3.8)");
        double skipUntil = list.control("CAN-SKIP-UNTIL");
        findings.rule(
                skipUntil == 0 || skipUntil >= 6 * list.targetDuration() - ROUNDING,
                "CAN-SKIP-UNTIL " + skipUntil + " is under 6 target durations (4.4.3.8)");
        findings.rule(
                list.skipped() == 0 || list.version() >= 9,
                "EXT-X-SKIP in version " + list.version() + ", 9 at least (8)");
        for (ListedSegment segment : list.segments()) segment(list, segment, findings);
        clocks(list.segments(), findings);
    }

    private static void lowLatency(ListedMedia list, Findings findings) {
        double holdBack = list.control("PART-HOLD-BACK");
        findings.rule(
                holdBack >= 3 * list.partTarget() - ROUNDING,
                "PART-HOLD-BACK " + holdBack + " is under 3 part targets of " + list.partTarget() + " (4.4.3.8)");
        findings.rule(
                "YES".equals(list.control().get("CAN-BLOCK-RELOAD")),
                "parts without CAN-BLOCK-RELOAD=YES (Appendix B.1)");
        findings.rule(!list.ended() || list.partHint().isEmpty(), "a preload hint behind the end");
    }

    private static void segment(ListedMedia list, ListedSegment segment, Findings findings) {
        String name = "segment " + segment.msn();
        findings.rule(
                Math.round(segment.seconds()) <= list.targetDuration(),
                name + " of " + segment.seconds() + " s is over the target duration of " + list.targetDuration()
                        + " (4.4.3.1)");
        findings.rule(segment.map().isPresent() || list.skipped() > 0, name + " without EXT-X-MAP (3.1.2)");
        if (segment.parts().isEmpty()) return;
        double sum = segment.partSeconds();
        findings.rule(
                segment.open()
                        || Math.abs(sum - segment.seconds())
                                <= ROUNDING * segment.parts().size(),
                String.format(
                        Locale.ROOT,
                        "the parts of %s are %.6f s together, the segment %.6f s (4.4.4.9)",
                        name,
                        sum,
                        segment.seconds()));
        for (int i = 0; i < segment.parts().size(); i++) part(list, segment, i, findings);
    }

    /// Short may be what begins with a keyframe, what is missing, what stands before that, and a segment's last.
    private static void part(ListedMedia list, ListedSegment segment, int index, Findings findings) {
        ListedPart part = segment.parts().get(index);
        boolean last = index == segment.parts().size() - 1;
        boolean beforeGap = !last && segment.parts().get(index + 1).gap();
        findings.rule(
                part.seconds() <= list.partTarget() + 0.0000005,
                "part " + part.uri() + " of " + part.seconds() + " s is over the target of " + list.partTarget()
                        + " (4.4.4.9)");
        findings.rule(
                last
                        || beforeGap
                        || part.independent()
                        || part.gap()
                        || part.seconds() >= SHORTEST_PART * list.partTarget() - ROUNDING,
                "part " + part.uri() + " of " + part.seconds() + " s is under 85 % of the target of "
                        + list.partTarget() + ", not independent and not its segment's last (4.4.4.9)");
    }

    /// The wall clock goes on with the durations, as far as no discontinuity lies between.
    private static void clocks(List<ListedSegment> segments, Findings findings) {
        for (int i = 1; i < segments.size(); i++) {
            ListedSegment before = segments.get(i - 1);
            ListedSegment now = segments.get(i);
            if (now.discontinuity() || before.time().isEmpty() || now.time().isEmpty()) continue;
            Instant due = before.time().get().plusNanos((long) (before.seconds() * 1e9));
            double apart = Duration.between(due, now.time().get()).toNanos() / 1e9;
            findings.rule(
                    Math.abs(apart) <= CLOCKS_APART,
                    String.format(
                            Locale.ROOT,
                            "the wall clock of segment %d is %.3f s off the end of the one before (4.4.4.6)",
                            now.msn(),
                            apart));
        }
    }
}
