package footlight.testkit.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What an init segment tells of its tracks.
public record Movie(List<Track> tracks) {
    /// `entry` is the sample entry's box; the defaults are those of `trex`.
    public record Track(
            int id, int timescale, String handler, Box entry, int defaultDuration, int defaultBytes, int defaultFlags) {
        public boolean video() {
            return handler.equals("vide");
        }

        public int width() {
            return entry.content().getShort(24) & 0xFFFF;
        }

        public int height() {
            return entry.content().getShort(26) & 0xFFFF;
        }

        public int channels() {
            return entry.content().getShort(16) & 0xFFFF;
        }

        public int sampleRateHz() {
            return entry.content().getShort(24) & 0xFFFF;
        }

        /// What the configuration box of the entry holds.
        public ByteBuffer config(String box) {
            return entry.child(box).content().duplicate();
        }
    }

    public static Movie read(ByteBuffer bytes) {
        Box moov = Box.only(Box.read(bytes), "moov");
        List<Track> tracks = new ArrayList<>();
        for (Box trak : moov.children("trak").toList()) {
            ByteBuffer header = trak.child("tkhd").content();
            int id = header.getInt(header.get(0) == 1 ? 20 : 12);
            ByteBuffer media = trak.child("mdia", "mdhd").content();
            int timescale = media.getInt(media.get(0) == 1 ? 20 : 12);
            ByteBuffer handler = trak.child("mdia", "hdlr").content();
            byte[] kind = new byte[4];
            handler.get(8, kind);
            Box entry = trak.child("mdia", "minf", "stbl", "stsd").children().getFirst();
            ByteBuffer trex = moov.child("mvex")
                    .children("trex")
                    .map(Box::content)
                    .filter(defaults -> defaults.getInt(4) == id)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no trex of track " + id));
            tracks.add(new Track(
                    id,
                    timescale,
                    new String(kind, java.nio.charset.StandardCharsets.ISO_8859_1),
                    entry,
                    trex.getInt(12),
                    trex.getInt(16),
                    trex.getInt(20)));
        }
        return new Movie(tracks);
    }

    public Track track(int id) {
        return tracks.stream()
                .filter(track -> track.id() == id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no track " + id + " in the init segment"));
    }
}
