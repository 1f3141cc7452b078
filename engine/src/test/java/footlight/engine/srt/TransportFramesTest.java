package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.TooLarge;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.testkit.Programs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Transport streams that ffmpeg makes, whole and hurt.
@Timeout(60)
final class TransportFramesTest implements TransportFrames.Sink {
    private static final int PACKET = 188;

    @TempDir
    Path folder;

    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    private final TransportFrames frames = new TransportFrames(buffers, this);
    private final List<TrackFormat> formats = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<Long> pictures = new ArrayList<>();
    private final List<Long> keyframes = new ArrayList<>();
    private final List<Long> sounds = new ArrayList<>();

    @AfterEach
    void noBufferIsLeft() {
        assertThat(buffers.metric().usedDirectMemory()).isZero();
    }

    @Test
    void aHoleInThePictureLastsUntilTheNextKeyframeAndSoundGoesOn() throws Exception {
        byte[] stream = made("-c:v libx264 -preset ultrafast -g 25 -b:v 1M -c:a aac");
        feed(stream);
        int allPictures = pictures.size();
        int allSounds = sounds.size();
        List<Long> allKeyframes = List.copyOf(keyframes);
        assertThat(allPictures).isEqualTo(74);
        assertThat(allKeyframes).hasSize(3);
        pictures.clear();
        sounds.clear();
        keyframes.clear();

        int lost = pictureAfter(stream, stream.length / 2);
        TransportFrames other = new TransportFrames(buffers, this);
        other.feed(ByteBuffer.wrap(stream, 0, lost));
        other.interrupted();
        other.feed(ByteBuffer.wrap(stream, lost + PACKET, stream.length - lost - PACKET));
        assertThat(keyframes).isEqualTo(allKeyframes);
        assertThat(sounds).hasSize(allSounds);
        assertThat(pictures.size()).isBetween(allPictures - 25, allPictures - 1);
        assertThat(other.leftOut()).isPositive();
        long gapEnds = keyframes.getLast();
        long gapBegins =
                pictures.stream().filter(at -> at < gapEnds).max(Long::compare).orElseThrow();
        assertThat(gapEnds - gapBegins).isGreaterThan(2 * 3600L);
    }

    @Test
    void aKeyframeOfTwentyMegabytesIsLeftOutAndToldAndSoundGoesOn() throws Exception {
        byte[] stream = made("-c:v libx264 -preset ultrafast -g 25 -b:v 1M -c:a aac");
        feed(stream);
        assertThat(keyframes).hasSize(3);
        int allSounds = sounds.size();
        List<Long> others = List.of(keyframes.getFirst(), keyframes.getLast());
        keyframes.clear();
        sounds.clear();

        int inflated = secondKeyframe(stream) + PACKET;
        TransportFrames other = new TransportFrames(buffers, this);
        other.feed(ByteBuffer.wrap(stream, 0, inflated));
        byte[] more = new byte[PACKET];
        Arrays.fill(more, (byte) 0x55);
        more[0] = 0x47;
        more[1] = 1;
        more[2] = 0;
        int counter = stream[inflated - PACKET + 3] & 0xF;
        // A multiple of sixteen: the packets after them count on as they did.
        for (int i = 1; i <= 20_000_000 / (PACKET - 4) / 16 * 16; i++) {
            more[3] = (byte) (0x10 | ((counter + i) & 0xF));
            other.feed(ByteBuffer.wrap(more));
        }
        other.feed(ByteBuffer.wrap(stream, inflated, stream.length - inflated));
        assertThat(refusals).containsExactly(TooLarge.picture());
        assertThat(keyframes).isEqualTo(others);
        assertThat(sounds).hasSize(allSounds);
    }

    /// The first packet of it: a PES packet begins, and a decoder may.
    private static int secondKeyframe(byte[] stream) {
        boolean first = true;
        for (int at = 0; ; at += PACKET) {
            int pid = ((stream[at + 1] & 0x1F) << 8) | (stream[at + 2] & 0xFF);
            boolean begins =
                    (stream[at + 1] & 0x40) != 0 && (stream[at + 3] & 0x20) != 0 && (stream[at + 5] & 0x40) != 0;
            if (pid != 256 || !begins) continue;
            if (!first) return at;
            first = false;
        }
    }

    @Test
    void aPictureOfAnotherSizeIsAnnounced() throws Exception {
        feed(made("-c:v libx264 -preset ultrafast -c:a aac"));
        feed(made("-vf scale=160:90 -c:v libx264 -preset ultrafast -c:a aac"));
        assertThat(formats.stream()
                        .filter(format -> format instanceof TrackFormat.Video)
                        .map(format -> ((TrackFormat.Video) format).width()))
                .containsExactly(320, 160);
        assertThat(refusals).isEmpty();
    }

    @Test
    void codecsThatAreNotTakenAreNamedAndTheOtherTrackGoesOn() throws Exception {
        feed(made("-c:v mpeg2video -c:a aac"));
        feed(made("-c:v libx264 -preset ultrafast -c:a mp2"));
        assertThat(refusals)
                .containsExactly(
                        "The picture is coded as MPEG-2, which is not taken. Set the encoder to H.264.",
                        "The sound is coded as MP3 or MP2, which is not taken. Set the encoder to AAC.");
        assertThat(sounds).hasSizeGreaterThan(100);
        assertThat(pictures).hasSizeGreaterThan(50);
    }

    @Test
    void whatIsNoTransportStreamIsTold() {
        for (int i = 0; i < 1000; i++) feed(new byte[1316]);
        assertThat(refusals).contains("What is sent is no MPEG transport stream. Set the encoder's format to MPEG-TS.");
    }

    /// Three seconds.
    private byte[] made(String coding) throws Exception {
        Path file = folder.resolve("made.ts");
        List<String> command = new ArrayList<>();
        command.add(Programs.need("ffmpeg", "ffmpeg").toString());
        command.addAll(List.of(
                "-nostdin -v error -y -f lavfi -i testsrc2=s=320x180:r=25 -f lavfi -i sine=r=48000 -t 3".split(" ")));
        command.addAll(List.of(coding.split(" ")));
        command.add(file.toString());
        Encoders.finishedWell(Encoders.start(command));
        return Files.readAllBytes(file);
    }

    /// The first packet of a picture, but not its first, at or after a place.
    private static int pictureAfter(byte[] stream, int from) {
        for (int at = from / PACKET * PACKET; ; at += PACKET) {
            int pid = ((stream[at + 1] & 0x1F) << 8) | (stream[at + 2] & 0xFF);
            if (pid == 256 && (stream[at + 1] & 0x40) == 0) return at;
        }
    }

    private void feed(byte[] bytes) {
        frames.feed(ByteBuffer.wrap(bytes));
    }

    @Override
    public void format(TrackFormat format) {
        formats.add(format);
    }

    @Override
    public void frame(TrackKind track, long decode, long presentation, boolean keyframe, ByteBuf payload) {
        (track == TrackKind.VIDEO ? pictures : sounds).add(decode);
        if (keyframe) keyframes.add(decode);
        payload.release();
    }

    @Override
    public void refused(String what, Supplier<String> sentence) {
        refusals.add(sentence.get());
    }
}
