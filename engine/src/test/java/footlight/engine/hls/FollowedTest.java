package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.testkit.hls.Follower;
import footlight.testkit.hls.ListedPart;
import footlight.testkit.hls.ListedSegment;
import footlight.testkit.hls.Seen;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a real encoder sends, followed by a player that writes down every rule of HLS that is broken. In real time.
@Timeout(180)
final class FollowedTest {
    private static final String PICTURE = "-f lavfi -i testsrc2=s=320x180:r=25";
    private static final String SOUND = "-f lavfi -i sine=r=48000";
    private static final String H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    private static final String AAC = "-c:a aac -ac 2";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void pictureWithReorderedFramesAndSound() throws Exception {
        try (Broadcast broadcast = new Broadcast()) {
            broadcast.send(PICTURE + " " + SOUND + " " + H264 + " -g 25 -bf 2 " + AAC);
            try (Follower follower = Follower.of(broadcast.multivariant())) {
                // Long enough for delta updates: the list must be longer than six target durations.
                Seen seen = follower.follow(s -> s.segments() >= 9 && s.deltas() >= 1, PATIENCE);
                follower.askWhatIsRefused();
                assertThat(follower.findings()).isEmpty();
                assertThat(seen.hinted())
                        .as("parts that came by their hint, in " + seen)
                        .isGreaterThan(10);
                assertThat(seen.eras()).isZero();
                assertThat(seen.empty())
                        .as("reloads without anything new, in " + seen)
                        .isZero();
                assertThat(seen.unhinted())
                        .as("lists without a hint, in " + seen)
                        .isZero();
                broadcast.end();
                assertThat(follower.follow(Seen::ended, PATIENCE).ended()).isTrue();
                assertThat(follower.findings()).isEmpty();
            }
        }
    }

    @Test
    void soundAlone() throws Exception {
        try (Broadcast broadcast = new Broadcast()) {
            broadcast.send(SOUND + " " + AAC);
            try (Follower follower = Follower.of(broadcast.multivariant())) {
                follower.follow(s -> s.segments() >= 4, PATIENCE);
                assertThat(follower.findings()).isEmpty();
                assertThat(parts(follower)).allMatch(ListedPart::independent);
            }
        }
    }

    @Test
    void pictureAlone() throws Exception {
        try (Broadcast broadcast = new Broadcast()) {
            broadcast.send(PICTURE + " " + H264 + " -g 25 -bf 0");
            try (Follower follower = Follower.of(broadcast.multivariant())) {
                follower.follow(s -> s.segments() >= 4, PATIENCE);
                assertThat(follower.findings()).isEmpty();
            }
        }
    }

    @Test
    void keyframesThatDoNotComeInTime() throws Exception {
        try (Broadcast broadcast = new Broadcast()) {
            broadcast.send(PICTURE + " " + SOUND + " " + H264 + " -g 175 -keyint_min 175 -sc_threshold 0 " + AAC);
            try (Follower follower = Follower.of(broadcast.multivariant())) {
                follower.follow(s -> s.segments() >= 6, PATIENCE);
                assertThat(follower.findings()).isEmpty();
                // Seven seconds from one to the next: most segments of a second have none.
                assertThat(parts(follower).filter(ListedPart::independent).count())
                        .isLessThan(follower.list().segments().size());
            }
        }
    }

    @Test
    void anEncoderThatIsKilledAndComesBackWithAnotherPicture() throws Exception {
        try (Broadcast broadcast = new Broadcast()) {
            Process first = broadcast.send(PICTURE + " " + SOUND + " " + H264 + " -g 25 -bf 2 " + AAC);
            try (Follower follower = Follower.of(broadcast.multivariant())) {
                follower.follow(s -> s.segments() >= 2, PATIENCE);
                int before = follower.list().segments().size();
                broadcast.kill(first);
                broadcast.sendLater(
                        "-f lavfi -i testsrc2=s=480x270:r=30 " + SOUND + " " + H264 + " -g 30 " + AAC,
                        Duration.ofSeconds(3));
                Seen seen = follower.follow(s -> s.eras() >= 1 && s.segments() >= 5, PATIENCE);
                assertThat(follower.findings()).isEmpty();
                assertThat(seen.eras()).isEqualTo(1);
                assertThat(follower.list().segments().size()).isGreaterThan(before);
                assertThat(follower.list().segments().stream()
                                .filter(ListedSegment::discontinuity)
                                .map(segment -> segment.map().orElseThrow()))
                        .hasSize(1);
            }
        }
    }

    private static Stream<ListedPart> parts(Follower follower) {
        return follower.list().segments().stream().flatMap(segment -> segment.parts().stream());
    }
}
