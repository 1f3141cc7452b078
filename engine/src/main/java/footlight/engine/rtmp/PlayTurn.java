package footlight.engine.rtmp;

import footlight.engine.Admission;
import footlight.engine.PlayRequest;
import footlight.live.LiveStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Optional;

/// A player's turn: by stream id, never by the stream key. It ends with its connection. Lives on the
/// connection's loop.
final class PlayTurn implements Turn {
    private static final String APP = "play";

    private final RtmpConnection connection;
    private final Channel channel;

    PlayTurn(RtmpConnection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
    }

    void ask(StreamName name) {
        if (!name.app().equals(APP)) {
            notFound("Play from rtmp://host/play/ and the stream's id.");
            return;
        }
        PlayRequest request = new PlayRequest(
                name.name(), "rtmp", name.pass(), connection.remoteAddress().getAddress());
        switch (connection.house().playGate().admit(request)) {
            case Admission.Refused(int _, String _, String detail) ->
                connection.refuse("NetStream.Play.Failed", detail);
            case Admission.Granted granted -> {
                Optional<LiveStream> stream = connection.house().streams().find(name.name());
                if (stream.isPresent()) {
                    watch(stream.get(), granted);
                } else {
                    granted.left();
                    notFound("Nothing is being sent to this stream right now.");
                }
            }
        }
    }

    private void notFound(String description) {
        connection.refuse("NetStream.Play.StreamNotFound", description);
    }

    private void watch(LiveStream stream, Admission.Granted granted) {
        connection.settled();
        Replies replies = connection.replies();
        replies.chunkBytes(RtmpPacking.CHUNK_BYTES);
        replies.streamBegins();
        replies.status("status", "NetStream.Play.Reset", "Playing begins anew.");
        replies.status("status", "NetStream.Play.Start", "Playing.");
        replies.flush();
        replies.mayFallSilent();
        RtmpViewer viewer = new RtmpViewer(channel, granted::left);
        viewer.watch(stream, RtmpPacking.CHUNKS);
        granted.onRevoked(() -> channel.eventLoop().execute(viewer::ended));
    }

    @Override
    public void media(int type, long timestampMs, ByteBuf body) {
        body.release();
    }

    @Override
    public void stopped() {
        channel.close();
    }

    @Override
    public void left(String reason) {}
}
