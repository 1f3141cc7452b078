package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the addresses of LL-HLS answer to who waits: reloads ahead, hinted parts, drops, the end.
class HlsWaitingTest extends HlsStage {
    @Test
    void aReloadThatIsAheadWaitsUntilThePartIsThere() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        CompletableFuture<HttpResponse<byte[]>> part = ask(LIST + "?_HLS_msn=" + msn + "&_HLS_part=10");
        until(() -> door.in.size() == 2);
        assertThat(blocked).isNotDone();
        roll(3000);
        assertThat(body(part)).contains("-" + msn + "-10.m4s");
        roll(2000);
        // Without _HLS_part it is answered with part 0.
        assertThat(body(blocked)).contains("-" + (msn + 1) + "-0.m4s");
    }

    @Test
    void aPartThatIsHintedAtIsSentAsSoonAsItIsThere() throws Exception {
        roll(8100);
        String hint = first(text(LIST), "PRELOAD-HINT:TYPE=PART,URI=\"([^\"]+)\"");
        CompletableFuture<HttpResponse<byte[]>> part = ask("/live/night/" + hint);
        until(() -> door.in.size() == 1);
        roll(400);
        assertThat(part.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(part.get().body()).hasSizeGreaterThan(1000);
    }

    @Test
    void whoAsksTooFarAheadOrNonsenseIsRefused() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        assertThat(get(LIST + "?_HLS_msn=" + (msn + 2)).statusCode()).isEqualTo(400);
        assertThat(get(LIST + "?_HLS_part=2").statusCode()).isEqualTo(400);
        assertThat(get(LIST + "?_HLS_msn=x").statusCode()).isEqualTo(400);
        assertThat(get("/live/night/other.m3u8").statusCode()).isEqualTo(404);
        assertThat(get("/live/night/nothing.m4s").statusCode()).isEqualTo(404);
        assertThat(get("/live/elsewhere/index.m3u8").statusCode()).isEqualTo(404);
    }

    @Test
    void aDropReleasesWhoWaitsAndTheReturnGoesOnInTheSameList() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 1);
        publication.end();
        assertThat(body(blocked)).doesNotContain("ENDLIST", "PRELOAD-HINT");

        CompletableFuture<HttpResponse<byte[]>> during = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 1);
        assertThat(during).isNotDone();
        begin();
        roll(4000);
        assertThat(body(during)).contains("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void duringADropWhoAsksAgainIsAnsweredAfterAWhile() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        publication.end();
        settle();
        long began = System.nanoTime();
        assertThat(body(ask(LIST + "?_HLS_msn=" + (msn + 1)))).doesNotContain("ENDLIST");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isBetween(1500L, 9000L);
    }

    /// hls.js takes a reload of a part for lost after 0.8 target durations, and gives up after some of those.
    @Test
    void whoWaitsForAPartOfAnEncoderThatHasStalledIsAnsweredBeforeTheyGiveUp() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        long began = System.nanoTime();
        assertThat(body(ask(LIST + "?_HLS_msn=" + msn + "&_HLS_part=11"))).contains("PRELOAD-HINT");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isGreaterThan(2000L);
    }

    @Test
    void theEndEndsTheListAndReleasesWhoWaits() throws Exception {
        roll(8100);
        String list = text(LIST);
        String hint = first(list, "PRELOAD-HINT:TYPE=PART,URI=\"([^\"]+)\"");
        long msn = nextMsn(list);
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        CompletableFuture<HttpResponse<byte[]>> hinted = ask("/live/night/" + hint);
        until(() -> door.in.size() == 2);
        stream.end();
        assertThat(body(blocked)).endsWith("#EXT-X-ENDLIST\n");
        assertThat(hinted.get(10, TimeUnit.SECONDS).statusCode()).isIn(200, 404);
        assertThat(text(LIST)).endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void aShowThatIsOverEndsTheListForWhoWaitsBeforeTheyAreSentAway() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 1);
        hls.finish("night");
        door.revokeAll();
        assertThat(body(blocked)).endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void aLeaveTakenBackEndsWaitingAndSeat() throws Exception {
        roll(8100);
        String list = text(LIST);
        long msn = nextMsn(list);
        get("/live/night/" + first(list, "\n([a-z0-9-]+\\.m4s)\n"));
        until(() -> door.counted() == 1);
        CompletableFuture<HttpResponse<byte[]>> blocked = ask(LIST + "?_HLS_msn=" + (msn + 1));
        until(() -> door.in.size() == 2);
        door.shut = true;
        door.revokeAll();
        assertThat(blocked.get(2, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
        assertThat(door.counted()).isZero();
        assertThat(get(LIST).statusCode()).isEqualTo(403);
    }

    @Test
    void whoComesBeforeTheFirstSegmentWaitsForIt() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> early = ask("/live/night/index.m3u8");
        until(() -> door.in.size() == 1);
        roll(4000);
        assertThat(body(early)).contains("main.m3u8");
    }

    @Test
    void whoGoesAwayWhileWaitingIsForgotten() throws Exception {
        roll(8100);
        long msn = nextMsn(text(LIST));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.httpPort())) {
            socket.getOutputStream()
                    .write(("GET " + LIST + "?_HLS_msn=" + (msn + 1) + " HTTP/1.1\r\nHost: h\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            until(() -> door.in.size() == 1);
        }
        until(() -> door.in.isEmpty());
    }
}
