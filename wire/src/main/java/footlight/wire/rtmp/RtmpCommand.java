package footlight.wire.rtmp;

import footlight.wire.MalformedMedia;
import footlight.wire.amf.Amf0Reader;
import footlight.wire.amf.AmfLimits;
import footlight.wire.amf.AmfValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client asks for. `transaction` is echoed in the answer. Names may carry a `?query`, as they
/// came; a publisher's name is its stream key, and with some encoders the app is too, which is why
/// `toString` tells neither. Source: RTMP 1.0, 7.2; FCPublish and its kin are Flash Media Server's, and
/// every encoder sends them.
public sealed interface RtmpCommand {
    double transaction();

    /// `app` is the path after the host, without a leading slash; `facts` is the whole command object.
    record Connect(double transaction, String app, String tcUrl, AmfValue facts) implements RtmpCommand {
        public int objectEncoding() {
            AmfValue encoding = facts.at("objectEncoding");
            return encoding != null && encoding.number().orElse(0) == 3 ? 3 : 0;
        }

        @Override
        public String toString() {
            return "Connect[transaction=" + transaction + "]";
        }
    }

    record ReleaseStream(double transaction, String name) implements RtmpCommand {
        @Override
        public String toString() {
            return "ReleaseStream[transaction=" + transaction + "]";
        }
    }

    record FcPublish(double transaction, String name) implements RtmpCommand {
        @Override
        public String toString() {
            return "FcPublish[transaction=" + transaction + "]";
        }
    }

    record FcUnpublish(double transaction, String name) implements RtmpCommand {
        @Override
        public String toString() {
            return "FcUnpublish[transaction=" + transaction + "]";
        }
    }

    record CreateStream(double transaction) implements RtmpCommand {}

    /// `kind` is live, record or append; only live is meant seriously by anyone.
    record Publish(double transaction, String name, String kind) implements RtmpCommand {
        @Override
        public String toString() {
            return "Publish[transaction=" + transaction + ", kind=" + kind + "]";
        }
    }

    record Play(double transaction, String name) implements RtmpCommand {}

    record GetStreamLength(double transaction, String name) implements RtmpCommand {}

    record DeleteStream(double transaction, int messageStreamId) implements RtmpCommand {}

    record CloseStream(double transaction) implements RtmpCommand {}

    /// Anything else, `_checkbw` for one: most are sent by clients that do not mind silence.
    record Other(double transaction, String name, List<AmfValue> arguments) implements RtmpCommand {}

    /// Reads a command message of type 20 (AMF0) or 17 (AMF3, which begins with a zero byte and is AMF0
    /// all the same, its values marked as AMF3 one by one).
    ///
    /// @throws MalformedMedia when it is no AMF, passes `limits`, or its first value is no name
    static RtmpCommand read(ByteBuffer body, int type, AmfLimits limits) {
        if (type == MessageType.COMMAND_AMF3 && body.hasRemaining() && body.get(body.position()) == 0) body.get();
        Amf0Reader values = new Amf0Reader(body, limits);
        String name = values.hasNext() ? values.next().textOrNull() : null;
        if (name == null) throw new MalformedMedia("RTMP command without a name");
        double transaction = values.hasNext() ? values.next().number().orElse(0) : 0;
        List<AmfValue> arguments = new ArrayList<>(4);
        while (values.hasNext()) arguments.add(values.next());

        // The first argument is the command object: null for all but connect.
        return switch (name) {
            case "connect" -> connect(transaction, arguments);
            case "releaseStream" -> new ReleaseStream(transaction, text(arguments, 1));
            case "FCPublish" -> new FcPublish(transaction, text(arguments, 1));
            case "FCUnpublish" -> new FcUnpublish(transaction, text(arguments, 1));
            case "createStream" -> new CreateStream(transaction);
            case "publish" -> new Publish(transaction, text(arguments, 1), text(arguments, 2));
            case "play" -> new Play(transaction, text(arguments, 1));
            case "getStreamLength" -> new GetStreamLength(transaction, text(arguments, 1));
            case "deleteStream" -> new DeleteStream(transaction, number(arguments, 1));
            case "closeStream" -> new CloseStream(transaction);
            default -> new Other(transaction, name, arguments);
        };
    }

    private static Connect connect(double transaction, List<AmfValue> arguments) {
        AmfValue facts = arguments.isEmpty() ? AmfValue.Nothing.NULL : arguments.getFirst();
        return new Connect(transaction, text(facts.at("app")), text(facts.at("tcUrl")), facts);
    }

    private static String text(List<AmfValue> arguments, int index) {
        return index < arguments.size() ? text(arguments.get(index)) : "";
    }

    private static String text(@Nullable AmfValue value) {
        String text = value == null ? null : value.textOrNull();
        return text == null ? "" : text;
    }

    private static int number(List<AmfValue> arguments, int index) {
        return index < arguments.size() ? (int) arguments.get(index).number().orElse(0) : 0;
    }
}
