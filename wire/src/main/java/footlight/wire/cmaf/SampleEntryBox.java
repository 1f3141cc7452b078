package footlight.wire.cmaf;

/// The one entry of a track's sample description. Sources: ISO/IEC 14496-12, 12.1.3 (VisualSampleEntry) and 12.2.3
/// (AudioSampleEntry).
final class SampleEntryBox {
    private static final int SEVENTY_TWO_DPI = 72 << 16;
    private static final int COLOUR_NO_ALPHA = 0x18;
    private static final int LARGEST_RATE = 0xFFFF;

    private SampleEntryBox() {}

    static void write(BoxWriter out, SampleEntry entry) {
        switch (entry) {
            case SampleEntry.Video video -> out.box(video.coding().entry(), () -> video(out, video));
            case SampleEntry.Audio audio -> out.box(audio.coding().entry(), () -> audio(out, audio));
        }
    }

    private static void video(BoxWriter out, SampleEntry.Video video) {
        out.zeros(6).u16(1); // the file that holds the samples: the first, which is this
        out.zeros(16).u16(video.width()).u16(video.height());
        out.u32(SEVENTY_TWO_DPI).u32(SEVENTY_TWO_DPI).u32(0);
        out.u16(1).zeros(32); // one frame in a sample; the compressor's name, none
        out.u16(COLOUR_NO_ALPHA).u16(0xFFFF);
        out.box(video.coding().configBox(), () -> out.bytes(video.coding().boxed(video.config())));
        Colour colour = video.colour();
        if (colour != null)
            out.box("colr", () -> out.text("nclx")
                    .u16(colour.primaries())
                    .u16(colour.transfer())
                    .u16(colour.matrix())
                    .u8(colour.fullRange() ? 0x80 : 0));
        PixelAspect aspect = video.aspect();
        if (aspect != null) out.box("pasp", () -> out.u32(aspect.horizontal()).u32(aspect.vertical()));
    }

    private static void audio(BoxWriter out, SampleEntry.Audio audio) {
        out.zeros(6).u16(1);
        out.zeros(8).u16(audio.channels()).u16(16).zeros(4); // bits of a sample: 16 by tradition
        out.u32(fittingRate(audio.sampleRateHz()) << 16);
        out.box(audio.coding().configBox(), () -> out.bytes(audio.coding().boxed(audio.config())));
    }

    /// A rate that does not fit into 16 bits is halved until it does: 48000 stands for 96000 and 192000. Source: FLAC
    /// in ISOBMFF 1.0, 3.3.1.
    private static int fittingRate(int rate) {
        if (rate <= LARGEST_RATE) return rate;
        for (int by = 2; by <= 16; by *= 2) if (rate % by == 0 && rate / by <= LARGEST_RATE) return rate / by;
        return LARGEST_RATE;
    }
}
