package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelTakeoverTest {
    private static final String ASK = "GET /raw HTTP/1.1\r\nHost: x\r\n\r\n";
    private final BlockingQueue<Channel> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Loops loops;
    private Front front;

    @BeforeEach
    void open() {
        loops = Loops.open(2);
        front = Front.open(loops, FrontSettings.local(), List.of(router -> router.get("/raw")
                .handler(ctx -> {
                    Channel channel = ChannelTakeover.take(ctx.request());
                    channel.pipeline().addLast(new Hears());
                    channel.writeAndFlush(ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nraw bytes"));
                    taken.add(channel);
                })));
    }

    @AfterEach
    void close() {
        front.close();
        loops.close();
    }

    @Test
    void headAndRawBytesArriveAndTheClientsEndIsSeen() throws Exception {
        RawClient client = RawClient.plain(front.httpPort());
        client.say(ASK);
        assertThat(client.until("raw bytes")).startsWith("HTTP/1.1 200 OK\r\n");
        client.close();
        assertThat(next(taken).closeFuture().await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void bytesThatFollowTheHeadReachTheNewOwner() throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            client.say(ASK + "early");
            client.until("raw bytes");
            assertThat(next(heard)).isEqualTo("early");
            client.say("late");
            assertThat(next(heard)).isEqualTo("late");
        }
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
