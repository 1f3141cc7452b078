package footlight.testkit.hls;

import footlight.testkit.mp4.Fragment;
import footlight.testkit.mp4.Movie;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What must hold within parts and from one to the next, given in the order of the playlist. For one thread.
final class MediaRules {
    /// The longest frame of sound or picture by which a part's tracks may end apart.
    private static final double A_FRAME = 0.1;

    private final Findings findings;
    private final Map<Integer, Long> ends = new HashMap<>();
    private long era = -1;
    private double told;
    private double held;

    MediaRules(Findings findings) {
        this.findings = findings;
    }

    void judge(ListedSegment segment, ListedPart part, Movie movie, byte[] bytes) {
        if (segment.era() != era) begin(segment.era());
        List<Fragment> fragments = Fragment.read(movie, ByteBuffer.wrap(bytes));
        findings.rule(!fragments.isEmpty(), part.uri() + " has no fragment");
        if (fragments.isEmpty()) return;
        for (Fragment fragment : fragments) for (Fragment.Run run : fragment.runs()) follows(part, movie, run);
        independence(part, movie, fragments.getFirst());
        durations(part, movie, fragments);
    }

    private void begin(long now) {
        era = now;
        ends.clear();
        told = 0;
        held = 0;
    }

    private void follows(ListedPart part, Movie movie, Fragment.Run run) {
        Long end = ends.put(run.trackId(), run.end());
        if (end == null || end == run.baseDecodeTime()) return;
        double apart = (run.baseDecodeTime() - end)
                / (double) movie.track(run.trackId()).timescale();
        findings.broken(String.format(
                Locale.ROOT,
                "%s: track %d goes on at %d, %.4f s off its end at %d",
                part.uri(),
                run.trackId(),
                run.baseDecodeTime(),
                apart,
                end));
    }

    /// A part of pictures is independent when it begins with a keyframe; one of sound alone always is.
    private void independence(ListedPart part, Movie movie, Fragment first) {
        boolean starts = first.runs().stream()
                .filter(run -> movie.track(run.trackId()).video())
                .findFirst()
                .map(run -> run.samples().getFirst().sync())
                .orElse(movie.tracks().stream().noneMatch(Movie.Track::video));
        findings.rule(
                part.independent() == starts,
                part.uri() + (starts ? " begins with a keyframe and is not" : " begins without a keyframe and is")
                        + " told to be independent (4.4.4.9)");
    }

    /// The longest track of a part is as long as the playlist says, and over many parts it does not drift off.
    private void durations(ListedPart part, Movie movie, List<Fragment> fragments) {
        double seconds = movie.tracks().stream()
                .mapToDouble(track -> runs(fragments)
                        .filter(run -> run.trackId() == track.id())
                        .mapToDouble(run -> run.duration() / (double) track.timescale())
                        .sum())
                .max()
                .orElse(0);
        told += part.seconds();
        held += mainSeconds(movie, fragments);
        findings.rule(
                Math.abs(seconds - part.seconds()) <= A_FRAME,
                String.format(
                        Locale.ROOT, "%s is told to be %.4f s and holds %.4f s", part.uri(), part.seconds(), seconds));
        findings.rule(
                Math.abs(told - held) <= A_FRAME,
                String.format(
                        Locale.ROOT, "up to %s the list tells of %.4f s, the media of %.4f s", part.uri(), told, held));
    }

    /// Of the pictures, or of the sound where it is alone.
    private static double mainSeconds(Movie movie, List<Fragment> fragments) {
        Movie.Track main = movie.tracks().stream()
                .filter(Movie.Track::video)
                .findFirst()
                .orElse(movie.tracks().getFirst());
        return runs(fragments)
                .filter(run -> run.trackId() == main.id())
                .mapToDouble(run -> run.duration() / (double) main.timescale())
                .sum();
    }

    private static Stream<Fragment.Run> runs(List<Fragment> fragments) {
        return fragments.stream().flatMap(fragment -> fragment.runs().stream());
    }
}
