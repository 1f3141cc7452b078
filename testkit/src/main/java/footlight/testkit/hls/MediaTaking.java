package footlight.testkit.hls;

import footlight.testkit.mp4.Movie;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Fetches what the playlists tell of, each part once and in order, the hinted one before it is told of, and each
/// segment as a whole when its parts are had. For one thread.
final class MediaTaking {
    private final Asking asking;
    private final URI base;
    private final Findings findings;
    private final MediaRules rules;
    private final Map<String, Movie> movies = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /// The segment whose parts are being taken, and how many of them are.
    private long msn = -1;

    private int taken;
    private ByteArrayOutputStream segmentBytes = new ByteArrayOutputStream();

    private @Nullable String hintUri;
    private @Nullable CompletableFuture<Answer> hinted;
    private Seen seen = Seen.NOTHING;

    MediaTaking(Asking asking, URI base, Findings findings) {
        this.asking = asking;
        this.base = base;
        this.findings = findings;
        this.rules = new MediaRules(findings);
    }

    Movie movie(ListedSegment segment) {
        return movies.computeIfAbsent(segment.map().orElseThrow(), uri -> {
            Answer init = asking.get(base.resolve(uri));
            AnswerRules.media(init, findings);
            return Movie.read(ByteBuffer.wrap(init.body()));
        });
    }

    /// Asks for the part that `list` hints at.
    void askAhead(ListedMedia list) {
        String uri = list.partHint().orElse(null);
        if (uri == null || uri.equals(hintUri)) return;
        if (hinted != null) hinted.cancel(true);
        hintUri = uri;
        hinted = asking.later(base.resolve(uri));
    }

    /// Takes all that `list` has and was not taken before; at first from its last whole segment with parts on.
    Seen take(ListedMedia list, Seen sofar) {
        seen = sofar;
        if (msn < 0) msn = firstOf(list);
        for (ListedSegment segment : list.segments()) {
            if (segment.msn() < msn) continue;
            if (segment.msn() > msn) next(segment);
            takeParts(segment);
            if (!segment.open()) whole(list, segment);
        }
        return seen;
    }

    private static long firstOf(ListedMedia list) {
        return list.segments().stream()
                .filter(segment -> !segment.open() && !segment.parts().isEmpty())
                .reduce((_, last) -> last)
                .map(ListedSegment::msn)
                .orElse(list.openMsn());
    }

    private void next(ListedSegment segment) {
        findings.broken("segments " + msn + " to " + (segment.msn() - 1) + " went before they could be taken");
        msn = segment.msn();
        taken = 0;
        segmentBytes = new ByteArrayOutputStream();
    }

    private void takeParts(ListedSegment segment) {
        for (; taken < segment.parts().size(); taken++) {
            ListedPart part = segment.parts().get(taken);
            findings.rule(names.add(part.uri()), "the name " + part.uri() + " is used again");
            if (part.gap()) continue;
            boolean ahead = part.uri().equals(hintUri) && hinted != null;
            Answer answer = ahead && hinted != null ? joined(hinted) : asking.get(base.resolve(part.uri()));
            AnswerRules.media(answer, findings);
            if (answer.status() != 200) continue;
            rules.judge(segment, part, movie(segment), answer.body());
            segmentBytes.writeBytes(answer.body());
            seen = seen.part(ahead, answer.body().length);
        }
    }

    private static Answer joined(CompletableFuture<Answer> answer) {
        return answer.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    /// A segment is its parts, one behind the other, byte for byte.
    private void whole(ListedMedia list, ListedSegment segment) {
        if (segment.parts().isEmpty() && list.lowLatency()) {
            findings.broken("the parts of segment " + segment.msn() + " were gone before they could be taken");
        }
        Answer answer = asking.get(base.resolve(segment.uri().orElseThrow()));
        AnswerRules.media(answer, findings);
        if (list.lowLatency() && segment.parts().stream().noneMatch(ListedPart::gap))
            findings.rule(
                    Arrays.equals(answer.body(), segmentBytes.toByteArray()),
                    "segment " + segment.msn() + " of " + answer.body().length + " bytes is not its parts of "
                            + segmentBytes.size());
        if (!list.lowLatency()) wholeAlone(segment, answer);
        seen = seen.segment(segment.discontinuity());
        msn = segment.msn() + 1;
        taken = 0;
        segmentBytes = new ByteArrayOutputStream();
    }

    /// Without parts the segment is judged as the only part of itself.
    private void wholeAlone(ListedSegment segment, Answer answer) {
        boolean starts = answer.status() == 200
                && movie(segment).tracks().stream().anyMatch(Movie.Track::video)
                && Optional.of(answer.body())
                        .map(bytes -> footlight.testkit.mp4.Fragment.read(movie(segment), ByteBuffer.wrap(bytes)))
                        .map(fragments -> fragments.getFirst().runs().stream()
                                .anyMatch(run -> run.samples().getFirst().sync()))
                        .orElse(false);
        rules.judge(
                segment,
                new ListedPart(segment.uri().orElseThrow(), segment.seconds(), starts, false),
                movie(segment),
                answer.body());
    }
}
