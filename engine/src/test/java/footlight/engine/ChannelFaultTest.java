package footlight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

final class ChannelFaultTest {
    @Test
    void whatTheOtherSideDoesIsNoFaultOfOurs() {
        assertThat(ChannelFault.ours(new SocketException("Connection reset"))).isFalse();
        assertThat(ChannelFault.ours(new ClosedChannelException())).isFalse();
        assertThat(ChannelFault.ours(new IOException("Broken pipe"))).isFalse();
        assertThat(ChannelFault.ours(new DecoderException(new SSLException("bad record"))))
                .isFalse();
        assertThat(ChannelFault.ours(new CorruptedFrameException("masked"))).isFalse();
    }

    @Test
    void anythingElseIs() {
        assertThat(ChannelFault.ours(new NullPointerException())).isTrue();
        assertThat(ChannelFault.ours(new IllegalStateException())).isTrue();
        assertThat(ChannelFault.ours(new OutOfMemoryError())).isTrue();
        // One of ours inside of a decoder, too.
        assertThat(ChannelFault.ours(new DecoderException(new IndexOutOfBoundsException())))
                .isTrue();
    }
}
