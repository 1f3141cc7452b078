package footlight.testkit.hls;

import java.util.List;
import java.util.Optional;

/// What must hold between a playlist and the same one a moment later. Source: RFC 8216bis, 6.2.1 and 6.2.2.
final class ReloadRules {
    private ReloadRules() {}

    /// Both whole: what was skipped is filled in.
    static void judge(ListedMedia before, ListedMedia now, Findings findings) {
        findings.rule(
                now.targetDuration() == before.targetDuration(),
                "TARGETDURATION went from " + before.targetDuration() + " to " + now.targetDuration() + " (4.4.3.1)");
        findings.rule(
                now.partTarget() == before.partTarget() || now.ended(),
                "PART-TARGET went from " + before.partTarget() + " to " + now.partTarget());
        findings.rule(
                now.mediaSequence() >= before.mediaSequence(),
                "MEDIA-SEQUENCE went back from " + before.mediaSequence() + " to " + now.mediaSequence() + " (6.2.2)");
        findings.rule(
                now.openMsn() >= before.openMsn(),
                "segments were taken off the end: " + before.openMsn() + " was open, now " + now.openMsn());
        findings.rule(
                now.discontinuitySequence() >= before.discontinuitySequence(),
                "DISCONTINUITY-SEQUENCE went back from " + before.discontinuitySequence() + " to "
                        + now.discontinuitySequence());
        findings.rule(!before.ended() || now.equals(before), "a playlist changed behind its end (4.4.3.4)");
        if ("EVENT".equals(before.type().orElse("")))
            findings.rule(
                    now.mediaSequence() == before.mediaSequence(), "segments went from an EVENT playlist (4.4.3.5)");
        for (ListedSegment known : before.segments())
            now.segment(known.msn()).ifPresent(again -> segment(known, again, findings));
        hint(before, now, findings);
    }

    private static void segment(ListedSegment known, ListedSegment again, Findings findings) {
        String name = "segment " + known.msn();
        findings.rule(
                again.era() == known.era(),
                name + " moved from discontinuity " + known.era() + " to " + again.era() + " (6.2.2)");
        same(name + "'s EXT-X-DISCONTINUITY", known.discontinuity(), again.discontinuity(), findings);
        same(name + "'s init segment", known.map(), again.map(), findings);
        same(name + "'s wall clock", known.time(), again.time(), findings);
        findings.rule(!again.open() || known.open(), name + " was whole and is open again");
        if (!known.open()) {
            same(name + "'s URI", known.uri(), again.uri(), findings);
            same(name + "'s duration", known.seconds(), again.seconds(), findings);
        }
        if (again.parts().isEmpty()) return; // Old parts may go all together.
        findings.rule(
                again.parts().size() >= known.parts().size()
                        && again.parts().subList(0, known.parts().size()).equals(known.parts()),
                name + "'s parts changed from " + known.parts() + " to " + again.parts());
    }

    private static void same(String what, Object known, Object again, Findings findings) {
        findings.rule(known.equals(again), what + " changed from " + known + " to " + again + " (6.2.1)");
    }

    /// The part that comes next is the one that was hinted at, unless the coding changed in between. Source: RFC
    /// 8216bis, 4.4.5.3.
    private static void hint(ListedMedia before, ListedMedia now, Findings findings) {
        if (before.partHint().isEmpty()) return;
        Optional<ListedPart> next = partBehind(before, now);
        if (next.isEmpty()) {
            boolean moved = !now.ended() && !now.partHint().equals(before.partHint());
            findings.rule(
                    !moved || now.openMsn() != before.openMsn(),
                    "the preload hint went from " + before.partHint() + " to " + now.partHint() + " and no part came");
            return;
        }
        boolean broke =
                now.segment(before.openMsn()).map(ListedSegment::discontinuity).orElse(false)
                        || now.segment(before.openMsn() + 1)
                                .map(ListedSegment::discontinuity)
                                .orElse(false);
        findings.rule(
                broke || next.get().uri().equals(before.partHint().get()),
                "hinted at " + before.partHint().get() + ", but " + next.get().uri() + " came (4.4.5.3)");
    }

    private static Optional<ListedPart> partBehind(ListedMedia before, ListedMedia now) {
        int had = before.openParts();
        List<ListedPart> same =
                now.segment(before.openMsn()).map(ListedSegment::parts).orElse(List.of());
        if (same.size() > had) return Optional.of(same.get(had));
        return now.segment(before.openMsn() + 1)
                .flatMap(next -> next.parts().stream().findFirst());
    }
}
