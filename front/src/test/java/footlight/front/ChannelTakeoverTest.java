package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.tls.ReloadingCertificate;
import footlight.testkit.SelfSigned;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTakeoverTest {
    private static final String ASK = "GET /raw HTTP/1.1\r\nHost: x\r\n\r\n";
    private final BlockingQueue<Channel> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Leaks leaks = new Leaks();
    private Loops loops;
    private Front front;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        SelfSigned.ec(1).writeTo(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        ReloadingCertificate certificate = ReloadingCertificate.open(
                folder.resolve("cert.pem"), folder.resolve("key.pem"), InstantSource.system());
        loops = Loops.open(2);
        front = Front.open(loops, FrontSettings.local().withHttpsPort(0), certificate, List.of(router -> {
            router.get("/raw").handler(ctx -> {
                Channel channel = ChannelTakeover.take(ctx.request());
                channel.pipeline().addLast(new Hears());
                taken.add(channel);
                channel.writeAndFlush(ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nraw bytes"));
            });
            router.get("/late").handler(ctx -> loops.vertx().setTimer(50, _ -> {
                Channel channel = ChannelTakeover.take(ctx.request());
                channel.writeAndFlush(ascii("late bytes"));
            }));
        }));
    }

    @AfterEach
    void close() {
        front.close();
        loops.close();
        leaks.close();
    }

    private RawClient client(boolean tls) throws Exception {
        return tls ? RawClient.tls(front.httpsPort()) : RawClient.plain(front.httpPort());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void headAndRawBytesArriveAndTheClientsEndIsSeen(boolean tls) throws Exception {
        RawClient client = client(tls);
        client.say(ASK);
        assertThat(client.until("raw bytes")).startsWith("HTTP/1.1 200 OK\r\n");
        Channel channel = next(taken);
        client.close();
        assertThat(channel.closeFuture().await(5, TimeUnit.SECONDS)).isTrue();
        Eventually.holds(() -> front.connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytesThatFollowTheHeadReachTheNewOwner(boolean tls) throws Exception {
        try (RawClient client = client(tls)) {
            client.say(ASK + "early");
            client.until("raw bytes");
            assertThat(next(heard)).isEqualTo("early");
            client.say("late");
            assertThat(next(heard)).isEqualTo("late");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingOfTheHttpServerStaysInThePipeline(boolean tls) throws Exception {
        try (RawClient client = client(tls)) {
            client.say(ASK).until("raw bytes");
            List<String> names = new ArrayList<>(next(taken).pipeline().names());
            names.removeIf(name -> name.startsWith("DefaultChannelPipeline") || name.startsWith("ChannelTakeoverTest"));
            assertThat(names).isEqualTo(tls ? List.of("ssl", "footlight-taken") : List.of("footlight-taken"));
        }
    }

    @Test
    void aRequestAfterAnotherOnTheSameConnectionIsTakenAsWell() throws Exception {
        try (RawClient client = client(false)) {
            client.say("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n").until("not-found");
            client.say(ASK).until("raw bytes");
            client.say("late");
            assertThat(next(heard)).isEqualTo("late");
        }
    }

    @Test
    void aClientThatPipelinedIntoALateTakeoverIsCutOff() throws Exception {
        try (RawClient client = client(false)) {
            client.say("GET /late HTTP/1.1\r\nHost: x\r\n\r\n" + ASK);
            assertThat(client.rest()).isEmpty();
        }
        try (RawClient patient = client(false)) {
            patient.say("GET /late HTTP/1.1\r\nHost: x\r\n\r\n").until("late bytes");
        }
    }

    @Test
    void whatCannotBeTakenIsRefused() throws Exception {
        try (RawClient body = client(false)) {
            assertThat(body.say("GET /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi")
                            .until("}"))
                    .contains("500", "internal-error");
        }
        try (RawClient old = client(false)) {
            assertThat(old.say("GET /raw HTTP/1.0\r\nHost: x\r\n\r\n").rest()).contains("internal-error");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aThousandTakeoversLeaveNothing(boolean tls) throws Exception {
        int rounds = tls ? 100 : 1_000;
        for (int i = 0; i < rounds; i++) {
            try (RawClient client = client(tls)) {
                client.say(ASK + (i % 2 == 0 ? "early" : "")).until("raw bytes");
            }
        }
        assertThat(taken.size()).isEqualTo(rounds);
        Eventually.holds(() -> front.connections() == 0);
        assertThat(taken).allMatch(channel -> !channel.isOpen());
        taken.clear();
        assertThat(leaks.found()).isEmpty();
    }

    @Test
    void closingTheFrontClosesWhatWasTaken() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say(ASK).until("raw bytes");
            long began = System.nanoTime();
            front.close();
            assertThat(client.rest()).isEmpty();
            assertThat(next(heard)).isEqualTo("NOW");
            assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
        }
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(5, TimeUnit.SECONDS);
        assertThat(value).isNotNull();
        return value;
    }

    private final class Hears extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            heard.add(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            heard.add(event.toString());
        }
    }
}
