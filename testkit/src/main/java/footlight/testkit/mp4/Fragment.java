package footlight.testkit.mp4;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A movie fragment with its samples.
public record Fragment(int sequence, List<Run> runs) {
    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;

    /// Samples of one track, the first decoded at `baseDecodeTime`.
    public record Run(int trackId, long baseDecodeTime, List<Sample> samples) {
        public long duration() {
            return samples.stream().mapToLong(Sample::duration).sum();
        }

        public long end() {
            return baseDecodeTime + duration();
        }
    }

    public record Sample(int duration, int compositionOffset, boolean sync, ByteBuffer bytes) {}

    /// Every fragment of `file`; other boxes at its top are stepped over.
    public static List<Fragment> read(Movie movie, ByteBuffer file) {
        ByteBuffer whole = file.slice();
        List<Box> boxes = Box.read(whole);
        List<Fragment> fragments = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            Box moof = boxes.get(i);
            if (!moof.type().equals("moof")) continue;
            if (i + 1 == boxes.size() || !boxes.get(i + 1).type().equals("mdat"))
                throw new AssertionError("moof at " + moof.at() + " without mdat behind it");
            fragments.add(read(movie, whole, moof, boxes.get(i + 1)));
        }
        return fragments;
    }

    private static Fragment read(Movie movie, ByteBuffer whole, Box moof, Box mdat) {
        List<Run> runs = new ArrayList<>();
        for (Box traf : moof.children("traf").toList()) runs.add(run(movie, whole, moof, mdat, traf));
        return new Fragment(moof.child("mfhd").content().getInt(4), runs);
    }

    private static Run run(Movie movie, ByteBuffer whole, Box moof, Box mdat, Box traf) {
        ByteBuffer header = traf.child("tfhd").content().duplicate();
        int flags = header.getInt() & 0xFFFFFF;
        if ((flags & DEFAULT_BASE_IS_MOOF) == 0) throw new AssertionError("tfhd without default-base-is-moof");
        int id = header.getInt();
        Movie.Track track = movie.track(id);
        if ((flags & 0x1) != 0) throw new AssertionError("tfhd with a base data offset");
        if ((flags & 0x2) != 0) header.getInt();
        int duration = (flags & 0x8) != 0 ? header.getInt() : track.defaultDuration();
        int bytes = (flags & 0x10) != 0 ? header.getInt() : track.defaultBytes();
        int sampleFlags = (flags & 0x20) != 0 ? header.getInt() : track.defaultFlags();
        if (header.hasRemaining()) throw new AssertionError("tfhd has " + header.remaining() + " bytes too many");
        ByteBuffer time = traf.child("tfdt").content();
        long base = time.get(0) == 1 ? time.getLong(4) : time.getInt(4) & 0xFFFFFFFFL;
        List<Sample> samples = new ArrayList<>();
        for (Box trun : traf.children("trun").toList()) {
            var in = new Samples(whole, moof, mdat, duration, bytes, sampleFlags);
            samples.addAll(in.read(trun.content().duplicate()));
        }
        return new Run(id, base, samples);
    }

    /// Reads one `trun`, with what holds where it says nothing.
    private record Samples(ByteBuffer whole, Box moof, Box mdat, int duration, int bytes, int flags) {
        List<Sample> read(ByteBuffer in) {
            int told = in.getInt();
            boolean signed = told >>> 24 == 1;
            int count = in.getInt();
            if ((told & 0x1) == 0) throw new AssertionError("trun without a data offset");
            int at = moof.at() + in.getInt();
            int first = (told & 0x4) != 0 ? in.getInt() : flags;
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int ticks = (told & 0x100) != 0 ? in.getInt() : duration;
                int size = (told & 0x200) != 0 ? in.getInt() : bytes;
                int how = (told & 0x400) != 0 ? in.getInt() : i == 0 ? first : flags;
                int offset = (told & 0x800) != 0 ? in.getInt() : 0;
                if (!signed && offset < 0) throw new AssertionError("composition offset over 2^31");
                samples.add(new Sample(ticks, offset, (how & 0x10000) == 0, payload(at, size)));
                at += size;
            }
            if (in.hasRemaining()) throw new AssertionError("trun has " + in.remaining() + " bytes too many");
            return samples;
        }

        private ByteBuffer payload(int at, int size) {
            int from = mdat.at() + mdat.headBytes();
            if (at < from || at + size > mdat.at() + mdat.bytes())
                throw new AssertionError("sample of " + size + " bytes at " + at + " is not in mdat, from " + from);
            return whole.slice(at, size);
        }
    }
}
