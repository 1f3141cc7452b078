package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FrontTest {
    private static Loops loops;

    @BeforeAll
    static void openLoops() {
        loops = Loops.open(3);
    }

    @AfterAll
    static void closeLoops() {
        loops.close();
    }

    @Test
    void answersOnAFreePortAndTellsWhichItIs() throws Exception {
        Mount hello = router -> router.get("/hello").handler(ctx -> ctx.end("hello"));
        try (Front front = Front.open(loops, FrontSettings.local(), List.of(hello));
                RawClient client = RawClient.plain(front.httpPort())) {
            client.say("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhello");
            assertThat(front.httpsPort()).isEqualTo(FrontSettings.NONE);
        }
    }

    @Test
    void viewersSpreadOverAllLoopsAndStayOnTheirs() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Mount whoAmI = router -> router.get("/").handler(ctx -> {
            threads.add(Thread.currentThread().getName());
            ctx.end(Thread.currentThread().getName() + ".");
        });
        try (Front front = Front.open(loops, FrontSettings.local(), List.of(whoAmI))) {
            for (int i = 0; i < 9; i++) {
                try (RawClient client = RawClient.plain(front.httpPort())) {
                    assertThat(loopThatAnswers(client)).isEqualTo(loopThatAnswers(client));
                }
            }
            assertThat(threads).hasSize(3);
        }
    }

    private static String loopThatAnswers(RawClient client) throws Exception {
        client.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n").until("\r\n\r\n");
        return client.until(".");
    }

    @Test
    void aTakenPortIsRefusedWithItsNumber() {
        try (Front first = Front.open(loops, FrontSettings.local(), List.of())) {
            FrontSettings same = new FrontSettings(
                    "127.0.0.1",
                    first.httpPort(),
                    FrontSettings.NONE,
                    FrontSettings.local().proxies(),
                    null,
                    List.of(),
                    FrontSettings.local().limits(),
                    FrontSettings.local().closing());
            try (Loops others = Loops.open(1)) {
                assertThatThrownBy(() -> Front.open(others, same, List.of()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(String.valueOf(first.httpPort()));
            }
        }
    }

    @Test
    void closesAtOnceWhenNothingIsInFlight() throws Exception {
        Front front = Front.open(loops, FrontSettings.local(), List.of());
        try (RawClient idle = RawClient.plain(front.httpPort())) {
            idle.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n").until("}");
            long began = System.nanoTime();
            front.close();
            assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
            assertThat(idle.rest()).isEmpty();
        }
    }
}
