package footlight.engine.rtmp;

import footlight.live.TrackFormat;
import footlight.live.TrackFormat.AudioCodec;
import footlight.live.TrackKind;
import footlight.wire.MalformedMedia;
import footlight.wire.aac.AudioSpecificConfig;
import footlight.wire.ac3.Ac3SyncFrame;
import footlight.wire.ac3.Eac3SyncFrame;
import footlight.wire.flac.FlacStreamInfo;
import footlight.wire.flv.AudioHead;
import footlight.wire.flv.FlvCodec;
import footlight.wire.opus.OpusHead;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// An encoder's sound: what its messages say becomes formats and frames. Lives on the connection's loop.
final class SoundTrack {
    /// A mapping of 255 Opus channels has 276.
    private static final int CONFIGURATION_BYTES_AT_MOST = 4096;

    private final TrackSink sink;
    private final FirstTrack first = new FirstTrack();
    private FlvCodec.@Nullable Audio codec;

    /// What the frames of a codec told of themselves last, where nothing else tells it.
    private @Nullable ByteBuffer told;

    SoundTrack(TrackSink sink) {
        this.sink = sink;
    }

    /// Takes a message's head; `body` is where its positions count.
    void take(AudioHead head, ByteBuffer body) {
        switch (head) {
            case AudioHead.Configuration(FlvCodec.Audio of, int track, int at, int bytes) -> {
                if (first.announced(track)) configure(of, body.slice(at, bytes));
            }
            case AudioHead.Sound sound -> sound(sound, body);
            case AudioHead.Several(var tracks) -> tracks.forEach(each -> take(each, body));
            case AudioHead.Foreign(String name, int track) -> {
                if (first.may(track))
                    sink.refuse(
                            name,
                            () -> "The sound is coded as " + name + ", which is not taken. Set the encoder to AAC.");
            }
            case AudioHead.Aside _ -> {}
        }
    }

    private void sound(AudioHead.Sound sound, ByteBuffer body) {
        if (!first.takes(sound.track())) {
            sink.refuse("sounds", () -> "The encoder sends more than one sound; only the first one is taken.");
            return;
        }
        switch (sound.codec()) {
            case AAC, OPUS, FLAC -> {}
            // These begin without a word, or with an empty one.
            case AC3, EAC3 -> selfTold(sound.codec(), body.slice(sound.at(), sound.bytes()));
        }
        if (sound.codec() != codec || sound.bytes() == 0) sink.dropped();
        else sink.frame(TrackKind.AUDIO, 0, false, sound.at(), sound.bytes());
    }

    private void selfTold(FlvCodec.Audio of, ByteBuffer frame) {
        ByteBuffer config;
        int rate;
        int channels;
        if (of == FlvCodec.Audio.AC3) {
            Ac3SyncFrame head = Ac3SyncFrame.read(frame);
            config = head.box();
            rate = head.sampleRate();
            channels = head.channels();
        } else {
            Eac3SyncFrame head = Eac3SyncFrame.read(frame);
            config = head.box();
            rate = head.sampleRate();
            channels = head.channels();
        }
        if (of == codec && config.equals(told)) return;
        codec = of;
        told = config;
        format(of == FlvCodec.Audio.AC3 ? AudioCodec.AC3 : AudioCodec.EAC3, rate, channels, config);
    }

    private void configure(FlvCodec.Audio of, ByteBuffer record) {
        try {
            if (record.remaining() > CONFIGURATION_BYTES_AT_MOST)
                throw new MalformedMedia(record.remaining() + " bytes, at most " + CONFIGURATION_BYTES_AT_MOST);
            switch (of) {
                case AAC -> {
                    AudioSpecificConfig config = AudioSpecificConfig.read(record);
                    format(AudioCodec.AAC, config.outputRate(), config.channels(), record);
                }
                case OPUS -> {
                    OpusHead head = record.hasRemaining() ? OpusHead.read(record) : OpusHead.STEREO;
                    format(AudioCodec.OPUS, OpusHead.RATE_HZ, head.channels(), head.box());
                }
                case FLAC -> {
                    FlacStreamInfo info = FlacStreamInfo.read(record);
                    format(AudioCodec.FLAC, info.sampleRate(), info.channels(), info.box());
                }
                case AC3, EAC3 -> {
                    return;
                }
            }
            codec = of;
        } catch (MalformedMedia e) {
            codec = null;
            sink.refuse("sound", () -> "The sound's parameters cannot be read: " + e.getMessage() + ".");
        }
    }

    private void format(AudioCodec of, int rate, int channels, ByteBuffer config) {
        sink.format(new TrackFormat.Audio(of, RtmpPublisher.CLOCK_HZ, rate, channels, config));
    }
}
