package footlight.front.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Asks the gate of a listening port about each connection, before anything is made for it. On the accepting thread.
@ChannelHandler.Sharable
public final class AcceptHandler extends ChannelInboundHandlerAdapter {
    private final ConcurrentMap<Integer, ConnectionGate> gates = new ConcurrentHashMap<>();

    /// Connections to `port` go through `gate` from now on.
    public void guard(int port, ConnectionGate gate) {
        gates.put(port, gate);
    }

    public void forget(int port) {
        gates.remove(port);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Channel child && ctx.channel().localAddress() instanceof InetSocketAddress local) {
            ConnectionGate gate = gates.get(local.getPort());
            if (gate != null && !gate.enter(child)) {
                child.unsafe().closeForcibly();
                return;
            }
        }
        ctx.fireChannelRead(message);
    }
}
