package footlight.engine.rtmp;

import footlight.engine.PublishAnswer;
import footlight.engine.PublishRequest;
import footlight.live.LiveStream;
import footlight.wire.rtmp.ChunkLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An encoder's turn, from its wish to publish to its end. Until the gate has answered and the stream
/// has let it begin, the connection keeps what comes. Lives on the connection's loop.
final class PublishTurn implements Turn, RtmpPublisher.Fate {
    private static final Logger log = LoggerFactory.getLogger(PublishTurn.class);

    private final RtmpConnection connection;
    private final Channel channel;
    private @Nullable RtmpPublisher publisher;
    private boolean over;

    PublishTurn(RtmpConnection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    void ask(StreamName name) {
        connection.hold();
        PublishRequest request =
                new PublishRequest(connection.protocol(), name.app(), name.name(), connection.remoteAddress());
        connection.house().publishGate().ask(request, answer -> channel.eventLoop()
                .execute(() -> answered(answer)));
    }

    private void answered(PublishAnswer answer) {
        if (over) return;
        switch (answer) {
            case PublishAnswer.Refused(String reason) -> {
                log.info("{} publisher from {} refused: {}", connection.protocol(), channel.remoteAddress(), reason);
                // OBS and librtmp end on this very code, with "could not access the stream key".
                refuse("The stream key was refused.");
            }
            case PublishAnswer.Admitted(String streamId) -> {
                LiveStream stream = connection.house().streams().open(streamId, channel.eventLoop());
                publisher = new RtmpPublisher(stream, connection, channel, this);
            }
        }
    }

    @Override
    public void begun() {
        channel.eventLoop().execute(() -> {
            if (over) return;
            connection.settled();
            connection.replies().streamBegins();
            connection.replies().status("status", "NetStream.Publish.Start", "Publishing.");
            connection.replies().flush();
            connection.release(ChunkLimits.PUBLISHER);
        });
    }

    @Override
    public void shutOut(String reason) {
        channel.eventLoop().execute(() -> {
            // It may have stopped meanwhile, and begun another turn, which is not meant.
            if (!over) refuse(reason);
        });
    }

    private void refuse(String reason) {
        connection.refuse("NetStream.Publish.BadName", reason);
    }

    @Override
    public void media(int type, long timestampMs, ByteBuf body) {
        if (publisher == null) body.release();
        else publisher.message(type, timestampMs, body);
    }

    @Override
    public void leftOut(int type) {
        if (publisher != null) publisher.leftOut(type);
    }

    @Override
    public void stopped() {
        left("The encoder stopped.");
        connection.anew();
        connection.replies().status("status", "NetStream.Unpublish.Success", "Publishing has ended.");
    }

    @Override
    public void left(String reason) {
        if (over) return;
        over = true;
        if (publisher != null) publisher.leave(reason);
    }
}
