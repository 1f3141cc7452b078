package footlight.app.badday;

import footlight.app.admin.ShowAddresses;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.flv.FlvWriter;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.ControlMessage;
import footlight.wire.rtmp.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// An RTMP encoder that sends what it is told, pictures of zeros with a right head. One thread writes; what the server
/// says is read by another.
final class Encoder implements AutoCloseable {
    private static final byte[] AVC = HexFormat.of()
            .parseHex("0142c01fffe1" + "0017" + "6742c01fd9005005bb011000003e90000ea600f1832480" + "01" + "0004"
                    + "68cb83cb");
    private static final byte[] AAC = HexFormat.of().parseHex("1190");
    private static final int CHUNK_BYTES = 65_536;
    private static final int PATIENCE_MS = 20_000;
    private static final int HEARD_AT_MOST = 64 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final StringBuilder heard = new StringBuilder();
    private boolean closed;

    private Encoder(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /// Returns when the server has taken the stream and knows its formats.
    static Encoder publish(ShowAddresses show) throws IOException, InterruptedException {
        URI server = URI.create(show.rtmp());
        Encoder encoder = new Encoder(new Socket(server.getHost(), server.getPort() < 0 ? 1935 : server.getPort()));
        try {
            encoder.open(show.key());
            return encoder;
        } catch (IOException | InterruptedException | RuntimeException | Error cannot) {
            encoder.close();
            throw cannot;
        }
    }

    private void open(String key) throws IOException, InterruptedException {
        InputStream in = socket.getInputStream();
        byte[] hello = new byte[1 + 1536];
        hello[0] = 3;
        raw(ByteBuffer.wrap(hello));
        byte[] answer = in.readNBytes(1 + 2 * 1536);
        if (answer.length < 3073) throw new IOException("closed in the handshake");
        raw(ByteBuffer.wrap(answer, 1, 1536));
        Thread.ofVirtual().start(() -> listen(in));
        raw(ChunkWriter.control(new ControlMessage.SetChunkSize(CHUNK_BYTES)));
        command(new Amf0Writer()
                .text("connect")
                .number(1)
                .object()
                .field("app")
                .text("live")
                .end());
        await("_result");
        command(new Amf0Writer().text("createStream").number(2).nothing());
        command(new Amf0Writer().text("publish").number(3).nothing().text(key).text("live"));
        await("NetStream.Publish.Start");
        formats();
    }

    private void listen(InputStream in) {
        byte[] piece = new byte[4096];
        try {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                synchronized (heard) {
                    heard.append(new String(piece, 0, count, StandardCharsets.ISO_8859_1));
                    if (heard.length() > HEARD_AT_MOST) heard.delete(0, heard.length() / 2);
                    heard.notifyAll();
                }
            }
        } catch (IOException ended) {
            // Told below, like any other end.
        }
        synchronized (heard) {
            closed = true;
            heard.notifyAll();
        }
    }

    /// Waits until the server has said `words`.
    void await(String words) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        synchronized (heard) {
            while (heard.indexOf(words) < 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (closed || left <= 0) throw new IOException("the server did not say " + words);
                heard.wait(left);
            }
        }
    }

    boolean isClosed() {
        synchronized (heard) {
            return closed;
        }
    }

    void formats() throws IOException {
        ByteBuffer picture = ByteBuffer.allocate(100);
        FlvWriter.avcHead(picture, true, true, 0);
        send(6, MessageType.VIDEO, 0, picture.put(AVC).flip());
        ByteBuffer sound = ByteBuffer.allocate(10);
        FlvWriter.aacHead(sound, true);
        send(4, MessageType.AUDIO, 0, sound.put(AAC).flip());
    }

    /// A picture of one NAL unit of `bytes`.
    void picture(long timestampMs, boolean keyframe, int bytes) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(FlvWriter.VIDEO_HEAD_BYTES + 4 + bytes);
        FlvWriter.avcHead(body, keyframe, false, 0);
        body.putInt(bytes).put((byte) (keyframe ? 0x65 : 0x41));
        send(6, MessageType.VIDEO, timestampMs, body.clear());
    }

    void sound(long timestampMs) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(200);
        FlvWriter.aacHead(body, false);
        send(4, MessageType.AUDIO, timestampMs, body.clear());
    }

    private void command(Amf0Writer body) throws IOException {
        send(3, MessageType.COMMAND_AMF0, 0, body.written());
    }

    private void send(int chunkStream, int type, long timestampMs, ByteBuffer body) throws IOException {
        raw(ChunkWriter.message(
                chunkStream, type, type == MessageType.COMMAND_AMF0 ? 0 : 1, timestampMs, CHUNK_BYTES, body));
    }

    /// Bytes as they are.
    void raw(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        out.write(copy);
    }

    /// The cable is pulled: no goodbye, a reset at best.
    void drop() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
