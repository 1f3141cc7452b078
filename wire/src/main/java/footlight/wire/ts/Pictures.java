package footlight.wire.ts;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Turns access units as transport streams have them into samples as MP4 has them: lengths instead of start
/// codes, parameter sets apart. For one stream and thread.
/// Source: ISO/IEC 14496-15, 5.3.3 and 8.3.3.
public final class Pictures {
    private static final int LENGTH_BYTES = 4;
    private static final int MOST_UNITS = 4096;

    private final PictureCodec codec;
    private ByteBuffer unit = ByteBuffer.allocate(0);
    private int[] at = new int[16];
    private int[] bytes = new int[16];
    private int count;
    private int sampleBytes;
    private boolean keyframe;

    private Pictures(PictureCodec codec) {
        this.codec = codec;
    }

    public static Pictures h264() {
        return new Pictures(new H264Codec());
    }

    public static Pictures hevc() {
        return new Pictures(new HevcCodec());
    }

    /// Reads one access unit; what the other methods tell is about it, for as long as its bytes stay.
    ///
    /// @throws MalformedMedia when a parameter set cannot be read, or there are thousands of NAL units
    public void read(ByteBuffer accessUnit) {
        unit = accessUnit;
        count = 0;
        sampleBytes = 0;
        keyframe = false;
        AnnexB.walk(accessUnit, this::nal);
    }

    private void nal(int from, int length) {
        switch (codec.part(unit.slice(from, length))) {
            case SAMPLE -> keep(from, length);
            case START -> {
                keyframe = true;
                keep(from, length);
            }
            case PARAMETERS, ASIDE -> {}
        }
    }

    private void keep(int from, int length) {
        if (count == MOST_UNITS) throw new MalformedMedia("picture of more than " + MOST_UNITS + " NAL units");
        if (count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            bytes = Arrays.copyOf(bytes, count * 2);
        }
        at[count] = from;
        bytes[count] = length;
        count++;
        sampleBytes += LENGTH_BYTES + length;
    }

    public boolean keyframe() {
        return keyframe;
    }

    /// Bytes that [#write] takes; 0 when there is nothing to show.
    public int sampleBytes() {
        return sampleBytes;
    }

    /// Writes the sample.
    public void write(ByteBuffer out) {
        for (int i = 0; i < count; i++) {
            out.putInt(bytes[i]);
            out.put(unit.slice(at[i], bytes[i]));
        }
    }

    /// When parameter sets changed since this was asked last, and all that are needed are there.
    ///
    /// @throws MalformedMedia when they cannot be read
    public Optional<PictureConfiguration> newConfiguration() {
        return codec.changed() ? codec.configuration() : Optional.empty();
    }
}
