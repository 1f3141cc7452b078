package footlight.engine.doctor;

import footlight.live.ClockUnit;
import footlight.live.Formats;
import footlight.live.Repairs;
import footlight.live.TrackFormat;
import footlight.live.TrackFormat.AudioCodec;
import footlight.live.TrackFormat.VideoCodec;
import footlight.live.TrackKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// An encoder in virtual time, healthy unless told otherwise, in front of a checkup. Nothing waits.
final class Encoder {
    private static final Instant BEGIN = Instant.parse("2026-11-20T18:00:00Z");
    private static final double SOUND_MS = 1024 / 48.0;

    final Checkup checkup = new Checkup();
    private TrackFormat.@Nullable Video video = picture("64001f", 1280, 720);
    private TrackFormat.@Nullable Audio audio = sound(48_000, 2);
    private double pictureMs = 1000 / 30.0;
    private int keyframeEvery = 60;
    private int pictureBytes = 10_000;
    private int[] offsets = {0};
    private LongUnaryOperator bytes = _ -> pictureBytes;
    private LongUnaryOperator line = ms -> ms;
    private LongUnaryOperator soundShift = ms -> ms;
    private java.util.function.LongPredicate pictureComes = _ -> true;
    private java.util.function.LongPredicate soundComes = _ -> true;
    private Repairs repairs = Repairs.NONE;
    private long mendedEverySecond;

    private long pictures;
    private long sounds;
    private long seconds;
    private long wallMs;

    /// Profile, constraints and level in hexadecimal.
    static TrackFormat.Video picture(String profile, int width, int height) {
        ByteBuffer config =
                ByteBuffer.wrap(HexFormat.of().parseHex("01" + profile + "ffe1000467640000010004" + "68000000"));
        return new TrackFormat.Video(VideoCodec.H264, 1000, width, height, config);
    }

    static TrackFormat.Audio sound(int rate, int channels) {
        return new TrackFormat.Audio(
                AudioCodec.AAC, 1000, rate, channels, ByteBuffer.wrap(new byte[] {0x11, (byte) 0x90}));
    }

    Encoder video(TrackFormat.@Nullable Video now) {
        video = now;
        return this;
    }

    Encoder audio(TrackFormat.@Nullable Audio now) {
        audio = now;
        return this;
    }

    Encoder fps(double rate) {
        pictureMs = 1000 / rate;
        return this;
    }

    Encoder keyframeEvery(int frames) {
        keyframeEvery = frames;
        return this;
    }

    Encoder bitrate(long bitsPerSecond) {
        pictureBytes = (int) (bitsPerSecond * pictureMs / 8000);
        bytes = _ -> pictureBytes;
        return this;
    }

    /// Bytes of a picture by its decode time.
    Encoder bytes(LongUnaryOperator byTime) {
        bytes = byTime;
        return this;
    }

    /// Composition offsets in frames, over and over.
    Encoder reordering(int... framesLater) {
        offsets = framesLater;
        return this;
    }

    /// When what is sent at a time arrives.
    Encoder line(LongUnaryOperator arrival) {
        line = arrival;
        return this;
    }

    Encoder pictureComes(java.util.function.LongPredicate at) {
        pictureComes = at;
        return this;
    }

    Encoder soundComes(java.util.function.LongPredicate at) {
        soundComes = at;
        return this;
    }

    /// How much later or earlier the sound of a moment is sent.
    Encoder soundSent(LongUnaryOperator at) {
        soundShift = at;
        return this;
    }

    Encoder mendedEverySecond(long frames) {
        mendedEverySecond = frames;
        return this;
    }

    Encoder unit(ClockUnit unit) {
        repairs = new Repairs(0, 0, 0, 0, 0, unit, ClockUnit.MILLISECONDS);
        return this;
    }

    /// Leaves, and comes back after that long.
    Encoder awayFor(long ms) {
        checkup.left(wallMs);
        wallMs += ms;
        checkup.cameBack(wallMs);
        // Decode times go on with the wall.
        pictures = Math.round(wallMs / pictureMs) + 1;
        sounds = Math.round(wallMs / SOUND_MS) + 1;
        pictures -= pictures % keyframeEvery;
        seconds = wallMs / 1000;
        return this;
    }

    /// What the doctor says after each of the next seconds.
    List<Advice> run(int count) {
        checkup.formats(new Formats(video, audio));
        List<Advice> said = List.of();
        for (int i = 0; i < count; i++) said = second();
        return said;
    }

    private List<Advice> second() {
        long untilMs = ++seconds * 1000;
        while (true) {
            double pictureAt = video == null ? Double.MAX_VALUE : line.applyAsLong(Math.round(pictures * pictureMs));
            double soundAt = audio == null
                    ? Double.MAX_VALUE
                    : line.applyAsLong(soundShift.applyAsLong(Math.round(sounds * SOUND_MS)));
            if (Math.min(pictureAt, soundAt) >= untilMs) break;
            if (pictureAt <= soundAt) picture((long) pictureAt);
            else sound((long) soundAt);
        }
        wallMs = untilMs;
        repairs = new Repairs(
                0, 0, repairs.notRising() + mendedEverySecond, 0, 0, repairs.videoUnit(), repairs.audioUnit());
        return checkup.look(repairs, EncoderProgram.OBS, wallMs, BEGIN.plusMillis(wallMs));
    }

    private void picture(long nowMs) {
        long decodeMs = Math.round(pictures * pictureMs);
        long offsetMs = Math.round(offsets[(int) (pictures % offsets.length)] * pictureMs);
        if (pictureComes.test(decodeMs))
            checkup.frame(
                    TrackKind.VIDEO,
                    decodeMs,
                    offsetMs,
                    pictures % keyframeEvery == 0,
                    (int) bytes.applyAsLong(decodeMs),
                    nowMs);
        pictures++;
    }

    private void sound(long nowMs) {
        long decodeMs = Math.round(sounds * SOUND_MS);
        if (soundComes.test(decodeMs)) checkup.frame(TrackKind.AUDIO, decodeMs, 0, false, 300, nowMs);
        sounds++;
    }
}
