package footlight.engine.rtmp;

import footlight.engine.ChannelViewer;
import footlight.live.Traffic;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage.UserControl;
import footlight.wire.rtmp.MessageType;
import footlight.wire.rtmp.RtmpReply;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;

/// A player by RTMP. It stands behind its `RtmpConnection`, which goes on reading what it says.
final class RtmpViewer extends ChannelViewer {
    RtmpViewer(Channel channel, Traffic traffic, Runnable onGone) {
        super(channel, traffic, onGone);
    }

    @Override
    protected void farewell(Channel channel) {
        channel.write(Unpooled.wrappedBuffer(
                ChunkWriter.control(new UserControl(UserControl.STREAM_EOF, Replies.MESSAGE_STREAM, 0))));
        channel.writeAndFlush(Unpooled.wrappedBuffer(ChunkWriter.message(
                        5,
                        MessageType.COMMAND_AMF0,
                        Replies.MESSAGE_STREAM,
                        0,
                        RtmpPacking.CHUNK_BYTES,
                        RtmpReply.status("status", "NetStream.Play.UnpublishNotify", "The stream has ended."))))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
