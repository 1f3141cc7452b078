package footlight.wire.cmaf;

import java.nio.ByteBuffer;
import java.util.List;

/// The start of a fragmented presentation: what it is (`ftyp`) and its tracks (`moov`), without any sample. Sources:
/// ISO/IEC 14496-12, 8.2 to 8.8; ISO/IEC 23000-19, 7.3.1 (CMAF header); RFC 8216bis, 3.1.2 (Media Initialization
/// Section). Times all count from 0, so there is no edit list.
public final class InitSegment {
    private static final int IDENTITY = 0x00010000;
    private static final int LAST_OF_MATRIX = 0x40000000;
    /// Enabled and in the presentation.
    private static final int TRACK_SHOWN = 3;

    private static final int UNDETERMINED_LANGUAGE = 0x55C4;
    private static final int OWN_FILE = 1;

    private final BoxWriter out = new BoxWriter();

    private InitSegment() {}

    /// The bytes of the whole segment, on the heap.
    public static ByteBuffer of(List<Mp4Track> tracks) {
        if (tracks.isEmpty()) throw new IllegalArgumentException("an init segment without tracks");
        if (tracks.stream().map(Mp4Track::id).distinct().count() != tracks.size())
            throw new IllegalArgumentException("two tracks of one id in an init segment");
        return new InitSegment().whole(tracks);
    }

    private ByteBuffer whole(List<Mp4Track> tracks) {
        out.box("ftyp", () -> brands(tracks));
        out.box("moov", () -> {
            out.fullBox("mvhd", 0, 0, () -> movieHeader(tracks));
            for (Mp4Track track : tracks) out.box("trak", () -> track(track));
            out.box("mvex", () -> tracks.forEach(this::fragmentDefaults));
        });
        return out.written();
    }

    /// iso6 for the fragments' decode times. A CMAF track file holds one track (ISO/IEC 23000-19, 7.3.1), so only
    /// such a segment calls itself one; `cmf2` allows its composition offsets below 0.
    private void brands(List<Mp4Track> tracks) {
        out.text("iso6").u32(0).text("iso6").text("mp41");
        if (tracks.size() == 1) out.text("cmfc").text("cmf2");
        if (tracks.stream().anyMatch(InitSegment::isAv1)) out.text("av01");
    }

    private static boolean isAv1(Mp4Track track) {
        return track.entry() instanceof SampleEntry.Video video && video.coding() == VideoCoding.AV1;
    }

    private void movieHeader(List<Mp4Track> tracks) {
        out.u32(0).u32(0); // made and changed: not told
        out.u32(1000).u32(0); // timescale, duration: not known
        out.u32(IDENTITY).u16(0x0100).zeros(10); // rate, volume
        matrix();
        out.zeros(24);
        out.u32(1 + tracks.stream().mapToInt(Mp4Track::id).max().orElse(0)); // next free id
    }

    private void matrix() {
        out.u32(IDENTITY).zeros(12).u32(IDENTITY).zeros(12).u32(LAST_OF_MATRIX);
    }

    private void track(Mp4Track track) {
        out.fullBox("tkhd", 0, TRACK_SHOWN, () -> trackHeader(track));
        out.box("mdia", () -> {
            out.fullBox("mdhd", 0, 0, () -> out.u32(0)
                    .u32(0)
                    .u32(track.timescale())
                    .u32(0)
                    .u16(UNDETERMINED_LANGUAGE)
                    .u16(0));
            out.fullBox("hdlr", 0, 0, () -> handler(track.entry()));
            out.box("minf", () -> {
                mediaHeader(track.entry());
                out.box(
                        "dinf",
                        () -> out.fullBox("dref", 0, 0, () -> out.u32(1).fullBox("url ", 0, OWN_FILE, () -> {})));
                out.box("stbl", () -> sampleTable(track.entry()));
            });
        });
    }

    private void trackHeader(Mp4Track track) {
        boolean sound = track.entry() instanceof SampleEntry.Audio;
        out.u32(0).u32(0).u32(track.id()).u32(0).u32(0); // made, changed, id, duration
        out.zeros(8).u16(0).u16(0); // layer, alternate group
        out.u16(sound ? 0x0100 : 0).u16(0); // volume
        matrix();
        switch (track.entry()) {
            case SampleEntry.Video video -> out.u32(shownWidth(video)).u32(video.height() << 16);
            case SampleEntry.Audio _ -> out.zeros(8);
        }
    }

    /// In 1/65536 of a square sample.
    private static int shownWidth(SampleEntry.Video video) {
        PixelAspect aspect = video.aspect();
        if (aspect == null) return video.width() << 16;
        long shown = ((long) video.width() << 16) * aspect.horizontal() / aspect.vertical();
        return (int) Math.min(shown, 0xFFFFFFFFL);
    }

    private void handler(SampleEntry entry) {
        boolean picture = entry instanceof SampleEntry.Video;
        out.u32(0).text(picture ? "vide" : "soun").zeros(12);
        out.text(picture ? "VideoHandler" : "SoundHandler").u8(0);
    }

    private void mediaHeader(SampleEntry entry) {
        switch (entry) {
            case SampleEntry.Video _ -> out.fullBox("vmhd", 0, 1, () -> out.zeros(8));
            case SampleEntry.Audio _ -> out.fullBox("smhd", 0, 0, () -> out.zeros(4));
        }
    }

    /// All samples are in fragments: every table but that of the entries is empty.
    private void sampleTable(SampleEntry entry) {
        out.fullBox("stsd", 0, 0, () -> {
            out.u32(1);
            SampleEntryBox.write(out, entry);
        });
        out.fullBox("stts", 0, 0, () -> out.u32(0));
        out.fullBox("stsc", 0, 0, () -> out.u32(0));
        out.fullBox("stsz", 0, 0, () -> out.u32(0).u32(0));
        out.fullBox("stco", 0, 0, () -> out.u32(0));
    }

    /// Source: ISO/IEC 14496-12, 8.8.3. Fragments tell everything themselves but the entry, which is the first.
    private void fragmentDefaults(Mp4Track track) {
        out.fullBox("trex", 0, 0, () -> out.u32(track.id()).u32(1).u32(0).u32(0).u32(0));
    }
}
