package footlight.engine.hls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.MediaMemory;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.testkit.mp4.Fragment;
import footlight.testkit.mp4.Movie;
import footlight.wire.hls.OpenSegment;
import footlight.wire.hls.Part;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A packager that is fed by hand, in the time of the media, and everything it told.
final class Film {
    static final TrackFormat.Video PICTURE = picture(1280, 720);
    static final TrackFormat.Video SMALL_PICTURE = picture(640, 360);

    /// AAC-LC, 48 kHz, stereo.
    static final TrackFormat.Audio SOUND =
            new TrackFormat.Audio(TrackFormat.AudioCodec.AAC, 1000, 48_000, 2, hex("1190"));

    static final int WALL_AHEAD_MS = 1_000_000;

    final MediaMemory memory;
    final Packager packager;
    final List<Snapshot> told = new ArrayList<>();
    final List<ByteBuf> payloads = new ArrayList<>();
    Formats formats = Formats.NONE;
    boolean watched = true;
    int frameBytes = 100;
    private long pictures;
    private long sounds;

    Film() {
        this(HlsSettings.DEFAULT, new MediaMemory(1 << 30));
    }

    Film(HlsSettings settings, MediaMemory memory) {
        this.memory = memory;
        packager = new Packager(settings, new WindowMemory(memory), "film", () -> watched, told::add);
    }

    Film formats(TrackFormat... tracks) {
        for (TrackFormat track : tracks) formats = formats.with(track);
        packager.formats(formats);
        return this;
    }

    Film only(TrackFormat.@Nullable Video video, TrackFormat.@Nullable Audio audio) {
        formats = new Formats(video, audio);
        packager.formats(formats);
        return this;
    }

    void picture(long ms, boolean keyframe) {
        add(TrackKind.VIDEO, ms, keyframe);
    }

    void sound(long ms) {
        add(TrackKind.AUDIO, ms, false);
    }

    private void add(TrackKind track, long ms, boolean keyframe) {
        ByteBuf payload = PooledByteBufAllocator.DEFAULT.directBuffer(frameBytes);
        boolean video = track == TrackKind.VIDEO;
        payload.writeByte(video ? 'V' : 'A').writeLong(video ? pictures++ : sounds++);
        payload.writeZero(frameBytes - payload.readableBytes());
        payloads.add(payload);
        packager.frame(new Frame(track, ms, 0, keyframe, ms + WALL_AHEAD_MS, payload));
        payload.release();
    }

    /// Pictures at 30 a second with a keyframe each `gopMs`, and sound, as far as there are formats, in the order of
    /// their times, which an encoder rounds to milliseconds.
    Film roll(long fromMs, long toMs, long gopMs) {
        long picture = 0;
        long sound = 0;
        while (true) {
            long pictureMs = fromMs + Math.round(picture * 1000 / 30.0);
            long soundMs = fromMs + Math.round(sound * 1024 / 48.0);
            boolean pictureNext = formats.video() != null && (formats.audio() == null || pictureMs <= soundMs);
            if ((pictureNext ? pictureMs : soundMs) >= toMs) return this;
            if (pictureNext) {
                long perGop = gopMs * 30 / 1000;
                picture(pictureMs, perGop == 0 ? picture == 0 : picture % perGop == 0);
                picture++;
            } else {
                sound(soundMs);
                sound++;
            }
        }
    }

    Init init() {
        return requireNonNull(last().newestInit());
    }

    String multivariant() {
        return last().texts().plain(PlaylistTexts.Kind.MULTIVARIANT).toString();
    }

    Snapshot last() {
        return told.getLast();
    }

    String text() {
        return last().texts().plain(PlaylistTexts.Kind.WHOLE).toString();
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (HeldSegment segment : last().held()) parts.addAll(segment.told().parts());
        OpenSegment open = last().list().open();
        if (open != null) parts.addAll(open.parts());
        return parts;
    }

    /// The lengths of the listed segments, in ms.
    List<Long> lengths() {
        return last().list().segments().stream()
                .map(segment -> segment.durationUs() / 1000)
                .toList();
    }

    byte[] bytes(String name) {
        Media media = requireNonNull(last().media(name), name);
        ByteBuf shared = requireNonNull(media.share(), name);
        byte[] bytes = new byte[shared.readableBytes()];
        shared.readBytes(bytes);
        shared.release();
        return bytes;
    }

    Movie movie(Init init) {
        return Movie.read(ByteBuffer.wrap(init.bytes().getBytes()));
    }

    List<Fragment> fragments(String name, Init init) {
        return Fragment.read(movie(init), ByteBuffer.wrap(bytes(name)));
    }

    /// Ends it and looks that nothing is left.
    void end() {
        packager.ended();
        packager.close();
        assertThat(payloads).allMatch(payload -> payload.refCnt() == 0);
        assertThat(memory.usedBytes()).isZero();
    }

    private static TrackFormat.Video picture(int width, int height) {
        ByteBuffer avc = hex("0142c01fffe100176742c01fd9005005bb011000003e90000ea600f183248001000468cb83cb");
        return new TrackFormat.Video(TrackFormat.VideoCodec.H264, 1000, width, height, avc);
    }

    private static ByteBuffer hex(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }
}
