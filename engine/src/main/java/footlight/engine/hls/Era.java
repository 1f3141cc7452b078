package footlight.engine.hls;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.cmaf.FragmentHead;
import footlight.wire.cmaf.Mp4Track;
import footlight.wire.cmaf.TrackRun;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A stretch of stream by one publisher in one set of formats: one init segment, and times that go on. Lives on the
/// stream's loop.
///
/// One track leads: parts and segments end where its frames begin. It is the picture, where there is one.
final class Era {
    private final Init init;
    private final @Nullable TrackLine video;
    private final @Nullable TrackLine audio;

    private Era(Init init, @Nullable TrackLine video, @Nullable TrackLine audio) {
        this.init = init;
        this.video = video;
        this.audio = audio;
    }

    /// @throws footlight.wire.MalformedMedia when a format's configuration is not its codec's
    static Era of(String token, Formats formats) {
        List<Mp4Track> tracks = new ArrayList<>();
        TrackLine video = formats.video() == null ? null : line(formats.video(), tracks);
        TrackLine audio = formats.audio() == null ? null : line(formats.audio(), tracks);
        return new Era(Init.of(token, tracks), video, audio);
    }

    private static TrackLine line(TrackFormat format, List<Mp4Track> tracks) {
        int timescale = format.clockHz();
        int frameTicks = 0;
        if (format instanceof TrackFormat.Audio audio && audio.codec() == TrackFormat.AudioCodec.AAC) {
            AudioSpecificConfig sound = AudioSpecificConfig.read(audio.config());
            timescale = sound.sampleRate();
            frameTicks = sound.samplesPerFrame();
        }
        Mp4Track track = new Mp4Track(tracks.size() + 1, timescale, SampleEntries.of(format));
        tracks.add(track);
        return new TrackLine(format, track, frameTicks);
    }

    Init init() {
        return init;
    }

    TrackLine lead() {
        if (video != null) return video;
        if (audio != null) return audio;
        throw new IllegalStateException("an era without tracks");
    }

    @Nullable
    TrackLine line(TrackKind track) {
        return track == TrackKind.VIDEO ? video : audio;
    }

    boolean leads(Frame frame) {
        return line(frame.track()) == lead();
    }

    /// Whether the frame can go into this era.
    boolean fits(Frame frame, Formats formats) {
        TrackLine line = line(frame.track());
        return line != null && line.format().equals(formats.of(frame.track()));
    }

    /// Whether a track of it is promised no more, or is another now.
    boolean outdatedBy(Formats formats) {
        return Stream.of(TrackKind.values()).anyMatch(track -> {
            TrackLine line = line(track);
            return line != null && !line.format().equals(formats.of(track));
        });
    }

    /// Where the leading track ends; after [#settle()].
    long endUs() {
        return lead().newestUs() + lead().lastUs();
    }

    /// Ends the frames that wait, as if the usual next ones came.
    void settle() {
        if (video != null) video.settle();
        if (audio != null) audio.settle();
    }

    boolean empty() {
        return (video == null || video.empty()) && (audio == null || audio.empty());
    }

    /// Of the samples so far.
    long payloadBytes() {
        return (video == null ? 0 : video.payloadBytes()) + (audio == null ? 0 : audio.payloadBytes());
    }

    /// Whether decoding can begin with the part that would be made now.
    boolean independent() {
        return lead().startsWithKeyframe();
    }

    /// The samples so far as a fragment, in one piece of direct memory. There are some.
    ByteBuf fragment(long sequence) {
        List<ByteBuf> payloads = new ArrayList<>();
        List<TrackRun> runs = new ArrayList<>(2);
        for (TrackLine line : new @Nullable TrackLine[] {video, audio}) {
            TrackRun run = line == null ? null : line.take(payloads);
            if (run != null) runs.add(run);
        }
        try {
            return packed(FragmentHead.of(sequence, runs), payloads);
        } finally {
            // Also where there was no memory for the copy.
            payloads.forEach(ByteBuf::release);
        }
    }

    private static ByteBuf packed(ByteBuffer head, List<ByteBuf> payloads) {
        int bytes = head.remaining();
        for (ByteBuf payload : payloads) bytes = Math.addExact(bytes, payload.readableBytes());
        ByteBuf fragment =
                PooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes).writeBytes(head);
        for (ByteBuf payload : payloads) fragment.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
        return fragment;
    }
}
