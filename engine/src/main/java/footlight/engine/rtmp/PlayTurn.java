package footlight.engine.rtmp;

import footlight.engine.Admission;
import footlight.engine.FlvBodies;
import footlight.engine.PlayRequest;
import footlight.live.Formats;
import footlight.live.LiveStream;
import footlight.live.TrackFormat;
import footlight.wire.rtmp.Enhancements;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
                name.name(), "rtmp", name.pass(), connection.remoteAddress().getAddress(), "");
        switch (connection.house().playGate().admit(request)) {
            case Admission.Refused(int _, String _, String detail) ->
                connection.refuse("NetStream.Play.Failed", detail);
            case Admission.Granted granted -> {
                Optional<LiveStream> stream = connection.house().streams().find(name.name());
                String foreign =
                        stream.isPresent() ? unknownCodec(stream.get().facts().formats()) : null;
                if (foreign != null) {
                    granted.left();
                    connection.refuse(
                            "NetStream.Play.Failed", "This player did not say that it can play " + foreign + ".");
                } else if (stream.isPresent()) {
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

    /// The name of a codec in the stream that a client did not name among those it knows, if it named any: it is
    /// told in words rather than sent what it cannot play.
    private @Nullable String unknownCodec(Formats formats) {
        Enhancements known = connection.enhancements();
        TrackFormat.Video video = formats.video();
        TrackFormat.Audio audio = formats.audio();
        // H.264 and AAC go out in the old form, which needs no naming.
        if (video != null
                && video.codec() != TrackFormat.VideoCodec.H264
                && !known.mayKnow(FlvBodies.codec(video).letters())) return video.codecName();
        if (audio != null
                && audio.codec() != TrackFormat.AudioCodec.AAC
                && !known.mayKnow(FlvBodies.codec(audio).letters())) return audio.codecName();
        return null;
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
        RtmpViewer viewer = new RtmpViewer(channel, stream.traffic(), granted::left);
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
