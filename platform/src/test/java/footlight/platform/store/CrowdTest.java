package footlight.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many who want something of the database at the same moment, as when a line is back and all encoders return.
final class CrowdTest {
    /// Ten connections need longer for this than the pool takes for a sign that the database is away.
    @Test
    void whoWaitsLongBehindOthersIsAnsweredInTheEnd() throws Exception {
        try (Database database = TestPostgres.fresh();
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                asked.add(crowd.submit(
                        () -> database.jdbi().withHandle(handle -> handle.createQuery("select 7 from pg_sleep(1)")
                                .mapTo(Integer.class)
                                .one())));
            }
            for (Future<Integer> each : asked) assertThat(each.get()).isEqualTo(7);
            assertThat(database.answers()).isTrue();
        }
    }
}
