package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.MalformedMedia;
import footlight.wire.flv.FlvWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AggregateTest {
    @Test
    void movesThePartsToTheAggregatesTime() {
        ByteBuffer body = parts();
        List<String> parts = new ArrayList<>();
        Aggregate.split(
                body,
                90_000,
                (type, at, from, bytes) -> parts.add(type + " at " + at + ": " + body.get(from) + " x" + bytes));
        assertThat(parts).containsExactly("9 at 90000: 1 x10", "8 at 90003: 2 x4", "9 at 90040: 3 x1");
    }

    @Test
    void countsOnOverTheWrap() {
        List<Long> times = new ArrayList<>();
        Aggregate.split(parts(), 0xFFFFFFFFL, (_, at, _, _) -> times.add(at));
        assertThat(times).containsExactly(0xFFFFFFFFL, 2L, 39L);
    }

    @Test
    void takesAnAggregateWithoutItsLastBackPointer() {
        ByteBuffer body = parts();
        body.limit(body.limit() - 4);
        List<Integer> types = new ArrayList<>();
        Aggregate.split(body, 0, (type, _, _, _) -> types.add(type));
        assertThat(types).containsExactly(9, 8, 9);
    }

    @Test
    void refusesAPartThatReachesOut() {
        ByteBuffer body = parts();
        body.limit(20);
        assertThatThrownBy(() -> Aggregate.split(body, 0, (_, _, _, _) -> {}))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("10 bytes, 9 are left");
    }

    private static ByteBuffer parts() {
        ByteBuffer out = ByteBuffer.allocate(200);
        part(out, 9, 1000, 1, 10);
        part(out, 8, 1003, 2, 4);
        part(out, 9, 1040, 3, 1);
        return out.flip();
    }

    private static void part(ByteBuffer out, int type, long atMs, int first, int bytes) {
        FlvWriter.tagHead(out, type, atMs, bytes);
        out.put((byte) first).position(out.position() + bytes - 1);
        FlvWriter.backPointer(out, bytes);
    }
}
