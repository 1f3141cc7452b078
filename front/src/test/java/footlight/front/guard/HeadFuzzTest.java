package footlight.front.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.front.net.Authority;
import footlight.testkit.fuzz.Kept;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class HeadFuzzTest {
    /// A head that is let through can be read in one way only: one Host that is one, one kind of length.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void heads(byte[] input) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder());
        channel.writeInbound(Unpooled.wrappedBuffer(input));
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            if (read instanceof HttpRequest request && request.decoderResult().isSuccess()) judge(request);
            ReferenceCountUtil.release(read);
        }
        channel.finishAndReleaseAll();
    }

    private static void judge(HttpRequest request) {
        if (HeadRules.broken(request).isPresent()) return;
        HttpHeaders headers = request.headers();
        assertThat(headers.getAll("host")).hasSizeLessThanOrEqualTo(1);
        if (headers.contains("host"))
            assertThat(Authority.clean(headers.get("host"), "http")).isPresent();
        assertThat(headers.getAll("content-length")).hasSizeLessThanOrEqualTo(1);
        if (headers.contains("transfer-encoding")) {
            assertThat(headers.getAll("transfer-encoding"))
                    .singleElement()
                    .asString()
                    .isEqualToIgnoringCase("chunked");
            assertThat(headers.contains("content-length")).isFalse();
        }
    }
}
