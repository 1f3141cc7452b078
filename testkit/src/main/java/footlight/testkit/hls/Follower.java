package footlight.testkit.hls;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// A low-latency player without a screen: it reloads the playlist by blocking requests, every fourth time as a delta
/// update, fetches each part and each segment, and writes down what breaks a rule. It works on the thread that calls
/// it, in real time.
public final class Follower implements AutoCloseable {
    private static final int DELTA_EVERY = 4;

    private final Findings findings = new Findings();
    private final Asking asking = new Asking();
    private final ListedVariant variant;
    private final URI media;
    private final MediaTaking taking;
    private ListedMedia list;
    private Seen seen = Seen.NOTHING;
    private boolean gzip;

    private Follower(URI multivariant) {
        Answer answer = asking.get(multivariant);
        AnswerRules.playlist(answer, findings);
        variant = ListedVariant.read(answer.text()).getFirst();
        // Where the server moved us counts, as it does for relative addresses.
        media = answer.uri().resolve(variant.uri());
        taking = new MediaTaking(asking, media, findings);
        list = fetched(media);
        ListRules.judge(list, findings);
    }

    /// Reads the multivariant playlist and the first playlist of its first variant.
    public static Follower of(URI multivariant) {
        return new Follower(multivariant);
    }

    /// Goes on until `enough` or the end, and no longer than `most`: then that is a finding.
    public Seen follow(Predicate<Seen> enough, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        seen = taking.take(list, seen);
        list.segments().stream().findFirst().ifPresent(first -> variant.judge(taking.movie(first), findings));
        while (!enough.test(seen) && !list.ended()) {
            if (System.nanoTime() - end > 0) {
                findings.broken("after " + most + " only this was seen: " + seen);
                break;
            }
            taking.askAhead(list);
            reload();
            seen = taking.take(list, seen);
        }
        if (list.ended()) endStays();
        return seen;
    }

    public ListedMedia list() {
        return list;
    }

    public List<String> findings() {
        return findings.all();
    }

    private void reload() {
        long msn = list.openMsn();
        int part = list.openParts();
        boolean delta = seen.reloads() % DELTA_EVERY == 3 && list.control("CAN-SKIP-UNTIL") > 0;
        // A segment without a part means its part 0, so that may be left out.
        boolean partToo = part > 0 || seen.reloads() % 2 == 0;
        String query = "_HLS_msn=" + msn + (partToo && list.lowLatency() ? "&_HLS_part=" + part : "");
        Answer answer = answerTo(with(media, query + (delta ? "&_HLS_skip=YES" : "")));
        findings.rule(
                answer.seconds() <= 3.0 * list.targetDuration() + 1,
                "a reload was held for " + answer.seconds() + " s, over 3 target durations (6.2.5.2)");
        ListedMedia told = MediaListReader.read(answer.text());
        boolean skips = told.skipped() > 0;
        ListedMedia now = DeltaUpdate.filled(list, told, findings);
        judged(now);
        boolean empty = !now.has(msn, part);
        if (skips) agrees(now);
        boolean unhinted = now.lowLatency() && now.partHint().isEmpty() && !now.ended();
        seen = seen.reload(skips, empty, unhinted, now.ended());
        list = now;
    }

    /// What a delta update made of the list before is what the whole list says.
    private void agrees(ListedMedia filled) {
        ListedMedia whole = fetched(media);
        findings.rule(whole.skipped() == 0, "segments are skipped without being asked to");
        ReloadRules.judge(filled, whole, findings);
        boolean sameMoment = whole.openMsn() == filled.openMsn() && whole.openParts() == filled.openParts();
        findings.rule(
                !sameMoment || whole.segments().equals(filled.segments()),
                "a delta update makes another list than the whole one: " + filled + " and " + whole);
    }

    private void judged(ListedMedia now) {
        ListRules.judge(now, findings);
        ReloadRules.judge(list, now, findings);
    }

    private void endStays() {
        ListedMedia again = fetched(media);
        ReloadRules.judge(list, again, findings);
        Answer released = asking.get(with(media, "_HLS_msn=" + (list.openMsn() + 1) + "&_HLS_part=0"));
        findings.rule(
                released.status() == 200 && released.seconds() < 2,
                "behind the end a reload is held, or answered with " + released.status());
    }

    /// Asks what no player may: each is refused, at once, as the text has it.
    public void askWhatIsRefused() {
        refused(with(media, "_HLS_part=1"), 400, "a part without a segment (6.2.5.2)");
        refused(with(media, "_HLS_msn=" + (list.openMsn() + 100)), 400, "a segment far ahead (6.2.5.2)");
        refused(with(media, "_HLS_msn=x"), 400, "a segment that is no number");
        refused(media.resolve("no-such-part-1-2-3.m4s"), 404, "a part that never was");
        list.segments().stream()
                .filter(segment -> !segment.open())
                .reduce((_, last) -> last)
                .flatMap(ListedSegment::uri)
                .ifPresent(this::askAgain);
    }

    /// Who has it already is told so.
    private void askAgain(String uri) {
        Answer first = asking.get(media.resolve(uri));
        Answer again = asking.get(media.resolve(uri), "If-None-Match", first.header("ETag"));
        findings.rule(again.status() == 304, uri + " with its own ETag is answered with " + again.status());
    }

    private void refused(URI uri, int status, String what) {
        Answer answer = asking.get(uri);
        findings.rule(
                answer.status() == status && answer.seconds() < 2,
                what + " is answered with " + answer.status() + " after " + answer.seconds() + " s, expected "
                        + status);
    }

    private ListedMedia fetched(URI uri) {
        return MediaListReader.read(answerTo(uri).text());
    }

    /// Every second time packed.
    private Answer answerTo(URI uri) {
        gzip = !gzip;
        Answer answer = gzip ? asking.get(uri, "Accept-Encoding", "gzip") : asking.get(uri);
        AnswerRules.playlist(answer, findings);
        return answer;
    }

    private static URI with(URI uri, String query) {
        return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + query);
    }

    @Override
    public void close() {
        asking.close();
    }
}
