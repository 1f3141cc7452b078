package footlight.wire.rtmp;

import footlight.wire.amf.Amf0Writer;
import footlight.wire.flv.FlvCodec;
import java.nio.ByteBuffer;

/// Bodies of the command messages a server sends, in AMF0, which every client takes. Source: RTMP 1.0, 7.2.
public final class RtmpReply {
    private static final int RECONNECT = 1;

    /// Multitrack is read as well, but not asked for: all but the first track is thrown away.
    private static final int MOD_EX = 4;

    private static final int CAN_FORWARD = 4;

    private RtmpReply() {}

    public static ByteBuffer connected(double transaction, int objectEncoding) {
        return connected(transaction, objectEncoding, false);
    }

    /// The answer to connect. `enhanced` tells what of enhanced RTMP is taken and forwarded, for clients that ask;
    /// others might stumble over it. Source: Enhanced RTMP v2, "Enhancing NetConnection connect Command".
    public static ByteBuffer connected(double transaction, int objectEncoding, boolean enhanced) {
        Amf0Writer writer = new Amf0Writer()
                .text("_result")
                .number(transaction)
                // Old clients look at the first number and turn features off below 3.
                .object()
                .field("fmsVer")
                .text("FMS/3,5,7,7009")
                .field("capabilities")
                .number(31)
                .field("mode")
                .number(1)
                .end()
                .object()
                .field("level")
                .text("status")
                .field("code")
                .text("NetConnection.Connect.Success")
                .field("description")
                .text("Connection succeeded.")
                .field("objectEncoding")
                .number(objectEncoding);
        return (enhanced ? enhancements(writer) : writer).end().written();
    }

    private static Amf0Writer enhancements(Amf0Writer writer) {
        writer.field("capsEx").number(RECONNECT | MOD_EX);
        FlvCodec.Video[] pictures = FlvCodec.Video.values();
        FlvCodec.Audio[] sounds = FlvCodec.Audio.values();
        writer.field("fourCcList").strictArray(pictures.length + sounds.length);
        for (FlvCodec codec : pictures) writer.text(codec.letters());
        for (FlvCodec codec : sounds) writer.text(codec.letters());
        writer.field("videoFourCcInfoMap").object();
        for (FlvCodec codec : pictures) writer.field(codec.letters()).number(CAN_FORWARD);
        writer.end().field("audioFourCcInfoMap").object();
        for (FlvCodec codec : sounds) writer.field(codec.letters()).number(CAN_FORWARD);
        return writer.end();
    }

    /// Asks the client to come back on a new connection, which it does at a fitting moment. Source: Enhanced RTMP
    /// v2, "Reconnect Request".
    public static ByteBuffer reconnect(String description) {
        return status("status", "NetConnection.Connect.ReconnectRequest", description);
    }

    /// The answer to a command that returns nothing.
    public static ByteBuffer done(double transaction) {
        return new Amf0Writer()
                .text("_result")
                .number(transaction)
                .nothing()
                .nothing()
                .written();
    }

    public static ByteBuffer number(double transaction, double value) {
        return new Amf0Writer()
                .text("_result")
                .number(transaction)
                .nothing()
                .number(value)
                .written();
    }

    public static ByteBuffer error(double transaction, String code, String description) {
        Amf0Writer writer = new Amf0Writer().text("_error").number(transaction).nothing();
        return information(writer, "error", code, description).written();
    }

    /// `level` is status or error.
    public static ByteBuffer status(String level, String code, String description) {
        return information(new Amf0Writer().text("onStatus").number(0).nothing(), level, code, description)
                .written();
    }

    /// `event` is onFCPublish or onFCUnpublish.
    public static ByteBuffer flash(String event, String code, String description) {
        return information(new Amf0Writer().text(event).number(0).nothing(), "status", code, description)
                .written();
    }

    /// Before play: some players mute what is not announced.
    public static ByteBuffer sampleAccess() {
        return new Amf0Writer().text("|RtmpSampleAccess").bool(true).bool(true).written();
    }

    private static Amf0Writer information(Amf0Writer writer, String level, String code, String description) {
        return writer.object()
                .field("level")
                .text(level)
                .field("code")
                .text(code)
                .field("description")
                .text(description)
                .end();
    }
}
