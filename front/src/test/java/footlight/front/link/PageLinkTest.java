package footlight.front.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.front.Eventually;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.front.RawClient;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinkTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T20:00:00.123456Z"), ZoneOffset.UTC);
    private static final LinkLimits LIMITS = LinkLimits.defaults();
    private static final TopicGate OPEN = (_, topic, answer) -> answer.accept(!topic.startsWith("studio:"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Loops loops = Loops.open(3);
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private PageLink link = new PageLink(OPEN, CLOCK);
    private Front front = openFront();

    private Front openFront() {
        return Front.open(loops, FrontSettings.local(), List.of(link));
    }

    private void open(TopicGate gate, LinkLimits limits) {
        front.close();
        link = new PageLink(gate, CLOCK, limits);
        front = openFront();
    }

    private PageClient page() {
        PageClient page = new PageClient(http, front.httpPort());
        toClose.add(page);
        return page;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) one.close();
        front.close();
        loops.close();
        http.close();
    }

    @Test
    void everyListenerOnEveryLoopHearsAnEventOnceAndInOrder() throws Exception {
        List<PageClient> pages = new ArrayList<>();
        for (int i = 0; i < 9; i++) pages.add(page().subscribe("show:a"));
        assertThat(link.listeners("show:a")).isEqualTo(9);
        for (int i = 0; i < 50; i++) link.publish("show:a", "{\"type\":\"show.updated\",\"n\":" + i + "}");
        for (PageClient page : pages) {
            long id = 0;
            for (int i = 0; i < 50; i++) {
                JsonObject message = page.next();
                assertThat(message.getString("topic")).isEqualTo("show:a");
                assertThat(message.getJsonObject("event").getInteger("n")).isEqualTo(i);
                if (id > 0) assertThat(message.getLong("id")).isEqualTo(id + 1);
                id = message.getLong("id");
            }
            assertThat(page.silent()).isTrue();
        }
    }

    @Test
    void whoDoesNotListenHearsNothing() throws Exception {
        PageClient other = page().subscribe("show:b");
        PageClient gone = page().subscribe("show:a");
        gone.say("{\"unsubscribe\":[\"show:a\"]}").say("{\"ping\":1}").next();
        link.publish("show:a", "{}");
        other.say("{\"ping\":1}");
        assertThat(other.next().containsKey("pong")).isTrue();
        gone.say("{\"ping\":2}");
        assertThat(gone.next().getInteger("pong")).isEqualTo(2);
        assertThat(link.listeners("show:a")).isZero();
    }

    @Test
    void topicsGivenUpWhileTheGateThinksCountUntilItHasAnswered() throws Exception {
        Queue<Consumer<Boolean>> asked = new ConcurrentLinkedQueue<>();
        open((_, _, answer) -> asked.add(answer), LIMITS);
        PageClient page = page();
        for (int i = 0; i < LIMITS.topics() + 8; i++)
            page.say("{\"subscribe\":[\"show:" + i + "\"]}").say("{\"unsubscribe\":[\"show:" + i + "\"]}");
        for (int i = 0; i < 8; i++) assertThat(page.next().getString("code")).isEqualTo("too-many-topics");
        assertThat(asked).hasSize(LIMITS.topics());
        for (int i = 0; i < LIMITS.topics(); i++) asked.remove().accept(true);
        // The answers reach the page's loop in their own time; what is said after this pong comes behind them.
        assertThat(page.say("{\"ping\":1}").next().getDouble("pong")).isEqualTo(1);
        page.say("{\"subscribe\":[\"show:z\"]}");
        Eventually.holds(() -> asked.size() == 1);
        asked.remove().accept(true);
        assertThat(page.next().getString("subscribed")).isEqualTo("show:z");
    }

    @Test
    void aPingIsAnsweredWithItsOwnTimeAndTheServers() throws Exception {
        JsonObject pong = page().say("{\"ping\":1234.5}").next();
        assertThat(pong.getDouble("pong")).isEqualTo(1234.5);
        assertThat(pong.encode()).contains("\"now\":1.777665600123456E12");
    }

    @Test
    void aPageThatComesBackGetsWhatItMissed() throws Exception {
        PageClient first = page().subscribe("show:a");
        link.publish("show:a", "{\"n\":1}");
        long seen = first.next().getLong("id");
        first.close();
        link.publish("show:a", "{\"n\":2}");
        link.publish("show:a", "{\"n\":3}");

        PageClient again = page();
        again.say("{\"subscribe\":[\"show:a\"],\"after\":{\"show:a\":" + seen + "}}");
        assertThat(again.next().getString("subscribed")).isEqualTo("show:a");
        assertThat(again.next().getJsonObject("event").getInteger("n")).isEqualTo(2);
        assertThat(again.next().getJsonObject("event").getInteger("n")).isEqualTo(3);
        link.publish("show:a", "{\"n\":4}");
        assertThat(again.next().getJsonObject("event").getInteger("n")).isEqualTo(4);
    }

    @Test
    void aPageThatWasAwayTooLongIsToldToStartOver() throws Exception {
        PageClient first = page().subscribe("show:a");
        link.publish("show:a", "{\"n\":0}");
        long seen = first.next().getLong("id");
        first.close();
        for (int i = 1; i <= LIMITS.ringEvents() + 1; i++) link.publish("show:a", "{\"n\":" + i + "}");

        PageClient again = page();
        again.say("{\"subscribe\":[\"show:a\"],\"after\":{\"show:a\":" + seen + "}}");
        again.next();
        JsonObject reset = again.next();
        assertThat(reset.getBoolean("reset")).isTrue();
        assertThat(reset.getLong("id")).isEqualTo(seen + LIMITS.ringEvents() + 1);
    }

    @Test
    void anIdFromAnotherLifeOfTheServerMeansStartOver() throws Exception {
        PageClient page = page();
        page.say("{\"subscribe\":[\"show:a\"],\"after\":{\"show:a\":17}}");
        page.next();
        assertThat(page.next().getBoolean("reset")).isTrue();
    }

    @Test
    void theGateSeesTheCookieAndItsNoIsSaid() throws Exception {
        BlockingQueue<String> cookies = new LinkedBlockingQueue<>();
        open(
                (handshake, _, answer) -> {
                    cookies.add(handshake.cookie("session").orElse("none"));
                    Thread.ofVirtual().start(() -> answer.accept(false));
                },
                LIMITS);
        JsonObject refused = page().say("{\"subscribe\":[\"studio:a\"]}").next();
        assertThat(refused.encode()).isEqualTo("{\"refused\":\"studio:a\",\"code\":\"not-allowed\"}");
        assertThat(cookies.take()).isEqualTo("alice");
    }

    @Test
    void aPageThatLeftWhileTheGateThoughtIsNotCounted() throws Exception {
        BlockingQueue<Consumer<Boolean>> asked = new LinkedBlockingQueue<>();
        open((_, _, answer) -> asked.add(answer), LIMITS);
        PageClient page = page().say("{\"subscribe\":[\"show:a\"]}");
        Consumer<Boolean> answer = asked.take();
        page.say("{\"unsubscribe\":[\"show:a\"]}").say("{\"ping\":1}").next();
        answer.accept(true);
        page.say("{\"ping\":2}").next();
        assertThat(link.listeners("show:a")).isZero();
    }

    @Test
    void aClosedPageIsNoListenerAnyMore() throws Exception {
        page().subscribe("show:a").close();
        Eventually.holds(() -> link.listeners("show:a") == 0);
    }

    @Test
    void tooManyTopicsAreRefusedOneByOne() throws Exception {
        PageClient page = page();
        for (int i = 0; i < LIMITS.topics(); i++) page.subscribe("show:" + i);
        assertThat(page.say("{\"subscribe\":[\"show:more\"]}").next().encode())
                .isEqualTo("{\"refused\":\"show:more\",\"code\":\"too-many-topics\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"subscribe\":\"show:a\"}",
                "{\"subscribe\":[1]}",
                "{\"subscribe\":[\"a\\\"b\"]}",
                "{\"subscribe\":[\"\"]}",
                "{\"ping\":\"now\"}",
                "{\"subscribe\":",
            })
    void whatIsNotUnderstoodClosesTheLinkWithAReason(String garbage) throws Exception {
        assertThat(page().say(garbage).closeCode()).isEqualTo(1008);
    }

    @Test
    void deeplyNestedJsonClosesTheLinkAndNothingElse() throws Exception {
        PageClient other = page().subscribe("show:a");
        assertThat(page().say("[".repeat(8_000)).closeCode()).isEqualTo(1008);
        link.publish("show:a", "{\"n\":1}");
        assertThat(other.next().getJsonObject("event").getInteger("n")).isEqualTo(1);
    }

    @Test
    void binaryAndTooLargeMessagesCloseTheLinkWithTheirCodes() throws Exception {
        PageClient binary = page();
        binary.socket().sendBinary(ByteBuffer.wrap(new byte[8]), true).join();
        assertThat(binary.closeCode()).isEqualTo(1003);
        assertThat(page().say("x".repeat(LIMITS.messageBytes() + 1)).closeCode())
                .isEqualTo(1009);
        PageClient pieces = page();
        for (int i = 0; i < 3; i++) {
            pieces.socket()
                    .sendText("x".repeat(LIMITS.messageBytes() / 2), false)
                    .join();
        }
        assertThat(pieces.closeCode()).isEqualTo(1009);
    }

    @Test
    void aPageThatTalksTooMuchIsLetGo() throws Exception {
        PageClient page = page();
        for (int i = 0; i <= LIMITS.messagesPerSecond() * 10 + 50; i++) {
            if (page.socket().isOutputClosed()) break;
            page.socket()
                    .sendText("{\"ping\":1}", true)
                    .exceptionally(_ -> page.socket())
                    .join();
        }
        assertThat(page.closeCode()).isEqualTo(1008);
    }

    @Test
    void framesThatBreakTheProtocolAreAnsweredWithItsCode() throws Exception {
        try (RawClient unmasked = handshaken()) {
            unmasked.say(new byte[] {(byte) 0x81, 1, 'x'});
            assertThat(closeCodeOf(unmasked)).isEqualTo(1002);
        }
        try (RawClient reserved = handshaken()) {
            reserved.say(new byte[] {(byte) 0xF1, (byte) 0x81, 0, 0, 0, 0, 'x'});
            assertThat(closeCodeOf(reserved)).isEqualTo(1002);
        }
        try (RawClient notUtf8 = handshaken()) {
            notUtf8.say(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xFF});
            assertThat(closeCodeOf(notUtf8)).isEqualTo(1007);
        }
    }

    @Test
    void aPageThatReadsNothingIsLetGoAndOthersDoNotNotice() throws Exception {
        try (RawClient deaf = handshaken()) {
            String subscribe = "{\"subscribe\":[\"show:a\"]}";
            deaf.say(masked(subscribe));
            Eventually.holds(() -> link.listeners("show:a") == 1);
            PageClient reader = page().subscribe("show:a");
            String event = "{\"pad\":\"" + "x".repeat(60_000) + "\"}";
            int published = 0;
            while (link.listeners("show:a") == 2 && published < 2_000) {
                link.publish("show:a", event);
                reader.next();
                published++;
            }
            assertThat(link.listeners("show:a")).isEqualTo(1);
        }
    }

    @Test
    void ofCountsOnlyTheNewestWaitsForASlowPage() {
        Backlog backlog = new Backlog(10_000);
        assertThat(backlog.add(Event.of("show:a", 1, "show.viewers", "{\"count\":1}")))
                .isTrue();
        assertThat(backlog.add(Event.of("show:a", 2, null, "{}"))).isTrue();
        assertThat(backlog.add(Event.of("show:b", 1, "show.viewers", "{}"))).isTrue();
        assertThat(backlog.add(Event.of("show:a", 3, "show.viewers", "{\"count\":2}")))
                .isTrue();
        List<String> left = new ArrayList<>();
        for (Event event = backlog.next(); event != null; event = backlog.next()) left.add(event.topic() + event.id());
        assertThat(left).containsExactly("show:a2", "show:b1", "show:a3");
    }

    @Test
    void resumingGivesOnlyTheNewestCount() throws Exception {
        PageClient first = page().subscribe("show:a");
        link.publish("show:a", "{\"n\":0}");
        long seen = first.next().getLong("id");
        first.close();
        for (int i = 1; i <= 500; i++) link.publishLatest("show:a", "show.viewers", "{\"n\":" + i + "}");
        PageClient again = page();
        again.say("{\"subscribe\":[\"show:a\"],\"after\":{\"show:a\":" + seen + "}}");
        again.next();
        assertThat(again.next().getJsonObject("event").getInteger("n")).isEqualTo(500);
    }

    @Test
    void aSilentPageIsPingedAndThenLetGo() throws Exception {
        LinkLimits hasty = new LinkLimits(
                8_192,
                20,
                32,
                65_536,
                16,
                65_536,
                Duration.ofMinutes(1),
                Duration.ofMillis(50),
                Duration.ofMillis(300));
        open(OPEN, hasty);
        try (RawClient silent = handshaken()) {
            assertThat(silent.bytes(2)).isEqualTo(new byte[] {(byte) 0x89, 0});
            assertThat(silent.rest()).contains("nothing heard for too long");
        }
    }

    @Test
    void aPageIsToldWhenTheServerCloses() throws Exception {
        PageClient page = page().subscribe("show:a");
        front.close();
        assertThat(page.closeCode()).isEqualTo(1001);
        assertThat(link.listeners("show:a")).isZero();
    }

    @Test
    void aHandshakeThatIsNoneIsExplained() throws Exception {
        String[] wrong = {
            "GET /link HTTP/1.1|Host: x",
            "GET /link HTTP/1.1|Host: x|Upgrade: websocket|Connection: Upgrade",
            "GET /link HTTP/1.1|Host: x|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|"
                    + "Sec-WebSocket-Key: short",
            "POST /link HTTP/1.1|Host: x|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==|Content-Length: 0",
        };
        for (String head : wrong) {
            try (RawClient client = RawClient.plain(front.httpPort())) {
                assertThat(client.say(head.replace("|", "\r\n") + "\r\n\r\n").until("}"))
                        .contains("HTTP/1.1 4", "not-a-websocket");
            }
        }
        try (RawClient foreign = RawClient.plain(front.httpPort())) {
            assertThat(foreign.say(handshake("Origin: https://evil.example\r\n"))
                            .until("}"))
                    .contains("403", "foreign-origin");
        }
    }

    @Test
    void whoeverLosesARightHearsNoMoreOnAnOpenLink() throws Exception {
        AtomicBoolean aliceMay = new AtomicBoolean(true);
        open((_, topic, answer) -> answer.accept(!topic.startsWith("studio:") || aliceMay.get()), LIMITS);
        PageClient alice = page().subscribe("studio:a").subscribe("show:a");
        aliceMay.set(false);
        link.askAgain(who -> who.cookie("session").filter("bob"::equals).isPresent());
        assertThat(alice.say("{\"ping\":1}").next().containsKey("pong"))
                .as("another's right")
                .isTrue();

        link.askAgain(who -> who.cookie("session").filter("alice"::equals).isPresent());
        JsonObject refused = alice.next();
        assertThat(refused.getString("refused")).isEqualTo("studio:a");
        assertThat(refused.getString("code")).isEqualTo("not-allowed");
        assertThat(link.listeners("studio:a")).isZero();
        link.publish("studio:a", "{\"secret\":true}");
        link.publish("show:a", "{\"n\":1}");
        assertThat(alice.next().getString("topic")).isEqualTo("show:a");
    }

    @Test
    void aRightThatIsLostWhileTheGateThinksIsLost() throws Exception {
        Queue<Consumer<Boolean>> asked = new ConcurrentLinkedQueue<>();
        open((_, _, answer) -> asked.add(answer), LIMITS);
        PageClient page = page().say("{\"subscribe\":[\"studio:a\"]}");
        Eventually.holds(() -> asked.size() == 1);
        link.askAgain(_ -> true);
        assertThat(page.say("{\"ping\":1}").next().getDouble("pong")).isEqualTo(1);
        // What it saw before the change, told after it.
        asked.remove().accept(true);
        Eventually.holds(() -> asked.size() == 1);
        asked.remove().accept(false);
        assertThat(page.next().getString("refused")).isEqualTo("studio:a");
        assertThat(link.listeners("studio:a")).isZero();
    }

    @Test
    void topicsThatCannotBeNamedCannotBePublishedTo() {
        assertThatThrownBy(() -> link.publish("a\"b", "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private RawClient handshaken() throws Exception {
        RawClient client = RawClient.plain(front.httpPort());
        client.socket().setReceiveBufferSize(4_096);
        client.say(handshake("")).until("\r\n\r\n");
        return client;
    }

    private static String handshake(String more) {
        return "GET /link HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n" + more
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    }

    private static byte[] masked(String text) {
        byte[] frame = new byte[6 + text.length()];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length());
        for (int i = 0; i < text.length(); i++) frame[6 + i] = (byte) text.charAt(i);
        return frame;
    }

    private static int closeCodeOf(RawClient client) throws Exception {
        byte[] frame = client.bytes(4);
        assertThat(frame[0]).isEqualTo((byte) 0x88);
        return (frame[2] & 0xFF) << 8 | (frame[3] & 0xFF);
    }
}
