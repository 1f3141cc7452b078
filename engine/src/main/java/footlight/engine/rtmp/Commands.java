package footlight.engine.rtmp;

import footlight.wire.amf.AmfLimits;
import footlight.wire.amf.AmfValue;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.Enhancements;
import footlight.wire.rtmp.RtmpCommand;
import footlight.wire.rtmp.RtmpReply;
import io.netty.buffer.ByteBuf;

/// Answers a client's commands, and begins and ends its turns. Lives on the connection's loop.
final class Commands {
    /// Bytes after which each side wants to hear from the other.
    static final int WINDOW_BYTES = 2_500_000;

    private static final int DYNAMIC = 2;

    /// What a command may start.
    interface Turns {
        void publish(StreamName name);

        void play(StreamName name);

        void stopped();
    }

    private final Replies replies;
    private final Turns turns;
    private String app = "";
    private String clientName = "";
    private Enhancements enhancements = Enhancements.NONE;

    Commands(Replies replies, Turns turns) {
        this.replies = replies;
        this.turns = turns;
    }

    /// The client's own name for itself, empty when it gave none.
    String clientName() {
        return clientName;
    }

    /// What of enhanced RTMP the client knows.
    Enhancements enhancements() {
        return enhancements;
    }

    /// Takes a message of `type` 17 or 20, and with it the body.
    void message(int type, ByteBuf body) {
        RtmpCommand command;
        try {
            command = RtmpCommand.read(body.nioBuffer(), type, AmfLimits.COMMAND);
        } finally {
            body.release();
        }
        obey(command);
    }

    private void obey(RtmpCommand command) {
        switch (command) {
            case RtmpCommand.Connect connect -> connect(connect);
            case RtmpCommand.ReleaseStream(double transaction, String _) ->
                replies.command(RtmpReply.done(transaction));
            case RtmpCommand.FcPublish _ ->
                replies.command(RtmpReply.flash("onFCPublish", "NetStream.Publish.Start", "Publishing may begin."));
            case RtmpCommand.CreateStream(double transaction) ->
                replies.command(RtmpReply.number(transaction, Replies.MESSAGE_STREAM));
            case RtmpCommand.GetStreamLength(double transaction, String _) ->
                replies.command(RtmpReply.number(transaction, 0));
            case RtmpCommand.Publish publish -> turns.publish(StreamName.of(app, publish.name()));
            case RtmpCommand.Play play -> turns.play(StreamName.of(app, play.name()));
            case RtmpCommand.FcUnpublish _ -> {
                replies.command(
                        RtmpReply.flash("onFCUnpublish", "NetStream.Unpublish.Success", "Publishing has ended."));
                turns.stopped();
            }
            case RtmpCommand.DeleteStream _, RtmpCommand.CloseStream _ -> turns.stopped();
            case RtmpCommand.Other _ -> {}
        }
    }

    private void connect(RtmpCommand.Connect connect) {
        app = connect.app();
        AmfValue name = connect.facts().at("flashVer");
        String text = name == null ? null : name.textOrNull();
        if (text != null) clientName = text;
        replies.control(new ControlMessage.WindowAckSize(WINDOW_BYTES));
        replies.control(new ControlMessage.PeerBandwidth(WINDOW_BYTES, DYNAMIC));
        enhancements = Enhancements.read(connect.facts());
        replies.command(RtmpReply.connected(connect.transaction(), connect.objectEncoding(), enhancements.told()));
    }
}
