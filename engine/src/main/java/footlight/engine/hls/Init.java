package footlight.engine.hls;

import footlight.wire.cmaf.InitSegment;
import footlight.wire.cmaf.Mp4Track;
import footlight.wire.cmaf.SampleEntry;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.List;

/// The init segment of a stretch of stream in one set of formats, and the name from which all names of
/// the stretch are made. The name is used once ever: a cache never serves yesterday's bytes.
record Init(String token, Buffer bytes, List<Mp4Track> tracks) {
    static final String MEDIA_SUFFIX = ".m4s";
    private static final String INIT_SUFFIX = ".mp4";

    static Init of(String token, List<Mp4Track> tracks) {
        ByteBuffer segment = InitSegment.of(tracks);
        byte[] bytes = new byte[segment.remaining()];
        segment.get(bytes);
        return new Init(token, Buffer.buffer(bytes), tracks);
    }

    String name() {
        return token + INIT_SUFFIX;
    }

    String segmentName(long msn) {
        return token + "-" + msn + MEDIA_SUFFIX;
    }

    String partName(long msn, int part) {
        return token + "-" + msn + "-" + part + MEDIA_SUFFIX;
    }

    List<String> codecs() {
        return tracks.stream().map(track -> track.entry().codec()).toList();
    }

    boolean soundAlone() {
        return tracks.stream().noneMatch(track -> track.entry() instanceof SampleEntry.Video);
    }
}
