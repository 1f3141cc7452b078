package footlight.engine.rtmp;

import footlight.wire.amf.Amf0Reader;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.amf.AmfLimits;
import footlight.wire.flv.FlvWriter;
import footlight.wire.rtmp.Bodies;
import footlight.wire.rtmp.ChunkLimits;
import footlight.wire.rtmp.ChunkReader;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.MessageType;
import footlight.wire.rtmp.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A client of plain, blocking sockets that can be told to misbehave.
final class RtmpClient implements AutoCloseable, Bodies<ByteBuffer>, Messages<ByteBuffer> {
    static final byte[] AVC = HexFormat.of()
            .parseHex("0142c01fffe1" + "0017" + "6742c01fd9005005bb011000003e90000ea600f1832480" + "01" + "0004"
                    + "68cb83cb");
    static final byte[] AAC = HexFormat.of().parseHex("1190");

    /// A message that came, its body from 0 to its limit.
    record Came(int type, long timestampMs, ByteBuffer body) {}

    final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private @Nullable ByteArrayOutputStream gathered;
    private final ChunkReader<ByteBuffer> chunks = new ChunkReader<>(ChunkLimits.PUBLISHER, this, this);
    final Queue<Came> messages = new ArrayDeque<>();
    final Queue<ControlMessage> controls = new ArrayDeque<>();

    RtmpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// A client that has been through handshake and connect.
    static RtmpClient connected(int port, String app) throws IOException {
        RtmpClient client = new RtmpClient(port);
        client.handshake();
        client.command(new Amf0Writer()
                .text("connect")
                .number(1)
                .object()
                .field("app")
                .text(app)
                .field("flashVer")
                .text("Test/1.0")
                .end());
        client.await("_result");
        client.command(new Amf0Writer().text("createStream").number(2).nothing());
        client.await("_result");
        return client;
    }

    static RtmpClient publishing(int port, String key) throws IOException {
        RtmpClient client = connected(port, "live");
        client.publish(key);
        client.await("NetStream.Publish.Start");
        client.formats();
        return client;
    }

    void handshake() throws IOException {
        byte[] hello = new byte[1 + 1536];
        hello[0] = 3;
        raw(hello);
        byte[] answer = in.readNBytes(1 + 2 * 1536);
        if (answer.length < 3073) throw new IOException("closed in the handshake");
        raw(java.util.Arrays.copyOfRange(answer, 1, 1537));
    }

    void publish(String key) throws IOException {
        command(new Amf0Writer().text("publish").number(5).nothing().text(key).text("live"));
    }

    void command(Amf0Writer body) throws IOException {
        send(3, MessageType.COMMAND_AMF0, 0, body.written());
    }

    void formats() throws IOException {
        ByteBuffer picture = ByteBuffer.allocate(100);
        FlvWriter.avcHead(picture, true, true, 0);
        send(6, MessageType.VIDEO, 0, picture.put(AVC).flip());
        ByteBuffer sound = ByteBuffer.allocate(10);
        FlvWriter.aacHead(sound, true);
        send(4, MessageType.AUDIO, 0, sound.put(AAC).flip());
    }

    /// A picture of one NAL unit of about `bytes`.
    void picture(long timestampMs, boolean keyframe, int bytes) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(FlvWriter.VIDEO_HEAD_BYTES + 4 + bytes);
        FlvWriter.avcHead(body, keyframe, false, 0);
        body.putInt(bytes).put((byte) (keyframe ? 0x65 : 0x41));
        send(6, MessageType.VIDEO, timestampMs, body.clear());
    }

    void sound(long timestampMs) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(50);
        FlvWriter.aacHead(body, false);
        send(4, MessageType.AUDIO, timestampMs, body.clear());
    }

    void send(int chunkStream, int type, long timestampMs, ByteBuffer body) throws IOException {
        ByteBuffer message = ChunkWriter.message(chunkStream, type, 1, timestampMs, 128, body);
        raw(message);
    }

    void raw(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        raw(copy);
    }

    /// What `sending` sends leaves in one piece.
    void atOnce(Sending sending) throws IOException {
        gathered = new ByteArrayOutputStream();
        sending.run();
        byte[] all = gathered.toByteArray();
        gathered = null;
        raw(all);
    }

    interface Sending {
        void run() throws IOException;
    }

    void raw(byte... bytes) throws IOException {
        if (gathered != null) {
            gathered.write(bytes);
            return;
        }
        out.write(bytes);
        out.flush();
    }

    /// Reads until a command or data message holds this text among its values.
    Came await(String text) throws IOException {
        while (true) {
            Came came = next();
            if ((came.type() == MessageType.COMMAND_AMF0 || came.type() == MessageType.DATA_AMF0)
                    && values(came.body()).contains(text)) return came;
        }
    }

    /// Whether publishing begins, or is refused.
    boolean begins() throws IOException {
        while (true) {
            Came came = next();
            if (came.type() != MessageType.COMMAND_AMF0) continue;
            String values = values(came.body());
            if (values.contains("NetStream.Publish.Start")) return true;
            if (values.contains("NetStream.Publish.BadName")) return false;
        }
    }

    void play(String name) throws IOException {
        command(new Amf0Writer().text("play").number(3).nothing().text(name));
    }

    /// The next message; fails at the end of the connection.
    Came next() throws IOException {
        while (messages.isEmpty()) readSome();
        return messages.remove();
    }

    void awaitControl(Class<? extends ControlMessage> kind) throws IOException {
        while (controls.stream().noneMatch(kind::isInstance)) readSome();
        controls.clear();
    }

    private void readSome() throws IOException {
        byte[] piece = new byte[8192];
        int count = in.read(piece);
        if (count < 0) throw new IOException("closed");
        chunks.feed(ByteBuffer.wrap(piece, 0, count));
    }

    /// Whether the server closes, with or without a reset, before the socket's timeout.
    boolean isClosed() {
        try {
            while (in.read() >= 0) {}
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    static String values(ByteBuffer body) {
        StringBuilder values = new StringBuilder();
        Amf0Reader reader = new Amf0Reader(body.duplicate(), AmfLimits.COMMAND);
        while (reader.hasNext()) values.append(reader.next()).append(' ');
        return values.toString();
    }

    @Override
    public ByteBuffer begin(int declaredBytes) {
        return ByteBuffer.allocate(declaredBytes);
    }

    @Override
    public void append(ByteBuffer body, ByteBuffer piece) {
        body.put(piece);
    }

    @Override
    public void drop(ByteBuffer body) {}

    @Override
    public void control(ControlMessage message) {
        controls.add(message);
    }

    @Override
    public void message(int type, int messageStreamId, long timestampMs, ByteBuffer body) {
        messages.add(new Came(type, timestampMs, body.flip()));
    }

    @Override
    public void leftOut(int type) {
        throw new AssertionError("the server sent too much at once");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
