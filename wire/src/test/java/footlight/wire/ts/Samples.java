package footlight.wire.ts;

import footlight.wire.MalformedMedia;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/// Transport streams of a second, made by ffmpeg, and what a demuxer makes of them, as lines.
final class Samples {
    static final int MOST_BYTES = 1 << 20;

    private Samples() {}

    static byte[] of(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/samples/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(List<ByteBuffer> pieces) {
        Lines lines = new Lines();
        TsDemuxer demuxer = new TsDemuxer(MOST_BYTES, lines);
        pieces.forEach(demuxer::feed);
        return lines.lines;
    }

    static final class Lines implements TsDemuxer.Out {
        final List<String> lines = new ArrayList<>();
        private final AdtsFrames adts = new AdtsFrames();
        private final Pictures h264 = Pictures.h264();
        private final Pictures hevc = Pictures.hevc();

        @Override
        public void unit(TsTrack track, long pts, long dts, ByteBuffer payload) {
            try {
                switch (track.codec()) {
                    case H264 -> picture(track, h264, pts, dts, payload);
                    case HEVC -> picture(track, hevc, pts, dts, payload);
                    case AAC ->
                        adts.read(
                                payload,
                                (config, after, raw) ->
                                        lines.add("AAC %04x at %d: %s".formatted(config, pts + after, sum(raw))));
                    case OPUS ->
                        OpusFrames.read(
                                payload, (after, raw) -> lines.add("Opus at " + (pts + after) + ": " + sum(raw)));
                    case OTHER_PICTURE, OTHER_SOUND, ASIDE -> lines.add("never");
                }
            } catch (MalformedMedia e) {
                lines.add("broken: " + e.getMessage());
            }
        }

        private void picture(TsTrack track, Pictures pictures, long pts, long dts, ByteBuffer payload) {
            pictures.read(payload);
            pictures.newConfiguration()
                    .ifPresent(set -> lines.add("%s of %dx%d set up by %s"
                            .formatted(track.name(), set.width(), set.height(), hex(set.record()))));
            ByteBuffer sample = ByteBuffer.allocate(pictures.sampleBytes());
            pictures.write(sample);
            lines.add("%s%s at %d, shown at %d: %s"
                    .formatted(track.name(), pictures.keyframe() ? " keyframe" : "", dts, pts, sum(sample.flip())));
        }

        @Override
        public void hole(TsTrack track) {
            lines.add("hole in " + track.name());
        }

        @Override
        public void tooLarge(TsTrack track) {
            lines.add("too large " + track.name());
        }

        @Override
        public void foreign(TsTrack track) {
            lines.add("foreign " + track.name());
        }

        private static String sum(ByteBuffer bytes) {
            CRC32 crc = new CRC32();
            int count = bytes.remaining();
            crc.update(bytes.duplicate());
            return "%d bytes, %08x".formatted(count, crc.getValue());
        }

        private static String hex(ByteBuffer record) {
            byte[] bytes = new byte[record.remaining()];
            record.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }
}
