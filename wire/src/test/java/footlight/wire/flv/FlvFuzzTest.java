package footlight.wire.flv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.MalformedMedia;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class FlvFuzzTest {
    private static final int TAG_BYTES_AT_MOST = 1 << 20;

    /// A file says the same however its bytes arrive, and what is read is written and read again.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void files(byte[] input) {
        List<Object> whole = read(input, input.length);
        assertThat(read(input, 1 + new Random(Arrays.hashCode(input)).nextInt(100)))
                .isEqualTo(whole);
        for (Object said : whole) {
            if (said instanceof FlvHeader header) {
                ByteBuffer out = ByteBuffer.allocate(FlvHeader.BYTES);
                header.write(out);
                assertThat(FlvHeader.read(out.flip())).contains(header);
            }
            if (said instanceof FlvTag tag) {
                assertThat(FlvTag.next(written(tag), TAG_BYTES_AT_MOST)).contains(tag);
                body(tag);
            }
        }
    }

    private static void body(FlvTag tag) {
        byte[] body = Reading.bytes(tag.body());
        switch (tag) {
            case FlvTag.Audio _ -> new HeadFuzzTest().sounds(body);
            case FlvTag.Video _ -> new HeadFuzzTest().pictures(body);
            case FlvTag.Script _ -> {}
        }
    }

    /// Header and tags, and at the end what was refused, when there are `step` more bytes at each look.
    private static List<Object> read(byte[] input, int step) {
        List<Object> said = new ArrayList<>();
        ByteBuffer in = Reading.amidst(input);
        int end = in.limit();
        in.limit(in.position());
        try {
            while (in.limit() < end) {
                in.limit(Math.min(end, in.limit() + step));
                if (said.isEmpty()) FlvHeader.read(in).ifPresent(said::add);
                if (said.isEmpty()) continue;
                for (Optional<FlvTag> tag = next(in); tag.isPresent(); tag = next(in)) said.add(tag.get());
            }
        } catch (MalformedMedia refused) {
            said.add(refused.getMessage());
        }
        return said;
    }

    private static Optional<FlvTag> next(ByteBuffer in) {
        return FlvTag.next(in, TAG_BYTES_AT_MOST);
    }

    private static ByteBuffer written(FlvTag tag) {
        int type =
                switch (tag) {
                    case FlvTag.Audio _ -> FlvTag.AUDIO;
                    case FlvTag.Video _ -> FlvTag.VIDEO;
                    case FlvTag.Script _ -> FlvTag.SCRIPT;
                };
        int bodyBytes = tag.body().remaining();
        ByteBuffer out = ByteBuffer.allocate(FlvTag.HEAD_BYTES + bodyBytes + FlvTag.BACK_POINTER_BYTES);
        FlvWriter.tagHead(out, type, tag.timestampMs(), bodyBytes);
        out.put(tag.body().duplicate());
        FlvWriter.backPointer(out, bodyBytes);
        return out.flip();
    }
}
