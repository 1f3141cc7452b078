package footlight.wire.rtmp;

import footlight.wire.amf.Amf0Writer;
import java.nio.ByteBuffer;

/// Bodies of the command messages a server sends, in AMF0, which every client takes. Source: RTMP 1.0, 7.2.
public final class RtmpReply {
    private RtmpReply() {}

    public static ByteBuffer connected(double transaction, int objectEncoding) {
        return new Amf0Writer()
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
                .number(objectEncoding)
                .end()
                .written();
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
