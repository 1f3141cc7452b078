package footlight.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final List<ByteBuf> made = new ArrayList<>();
    private final Backlog backlog = new Backlog(1000, 10_000);

    @Test
    void keepsBatchesInOrder() {
        give(100, true, 0);
        give(200, false, 40);

        assertThat(taken()).isEqualTo(100);
        assertThat(taken()).isEqualTo(200);
        assertThat(backlog.poll()).isNull();
    }

    @Test
    void aFullBacklogIsThrownAwayWholeAndRefilledFromTheNextKeyframe() {
        give(600, true, 0);
        give(600, false, 40);
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.jumps()).isEqualTo(1);

        give(100, false, 80);
        assertThat(backlog.isEmpty()).isTrue();
        give(100, true, 120);
        give(100, false, 160);
        assertThat(backlog.bytes()).isEqualTo(200);
    }

    @Test
    void aKeyframeThatOverflowsItIsKept() {
        give(600, true, 0);
        give(600, true, 40);

        assertThat(backlog.bytes()).isEqualTo(600);
    }

    @Test
    void isFullInTimeToo() {
        give(1, true, 0);
        give(1, false, 10_000);
        assertThat(backlog.bytes()).isEqualTo(2);
        give(1, false, 10_001);
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void oneBatchLargerThanTheLimitPasses() {
        give(5000, true, 0);

        assertThat(backlog.bytes()).isEqualTo(5000);
    }

    @Test
    void whatIsThrownAwayIsReleased() {
        give(600, true, 0);
        give(600, false, 40);
        give(600, true, 80);
        backlog.clear();

        assertThat(made).allMatch(b -> b.refCnt() == 0);
    }

    @Test
    void tellsOnceThatChangedFormatsWereThrownAway() {
        give(600, true, 0);
        give(100, false, true, 40);
        assertThat(backlog.lostFormats()).isFalse();
        give(600, false, 80);
        assertThat(backlog.lostFormats()).isTrue();
        assertThat(backlog.lostFormats()).isFalse();

        give(100, false, true, 120);
        assertThat(backlog.lostFormats()).isTrue();
        give(100, true, true, 160);
        assertThat(backlog.lostFormats()).isFalse();
    }

    private void give(int bytes, boolean startsRun, long atMs) {
        give(bytes, startsRun, false, atMs);
    }

    private void give(int bytes, boolean startsRun, boolean tellsFormats, long atMs) {
        Batch batch = new Batch(buffer(1), buffer(bytes), startsRun, tellsFormats);
        if (backlog.welcomes(batch)) backlog.add(batch, atMs);
        batch.release();
    }

    private int taken() {
        Batch batch = backlog.poll();
        assertThat(batch).isNotNull();
        int bytes = batch.size();
        batch.release();
        return bytes;
    }

    private ByteBuf buffer(int bytes) {
        ByteBuf buffer = Unpooled.buffer(bytes).writeZero(bytes);
        made.add(buffer);
        return buffer;
    }
}
