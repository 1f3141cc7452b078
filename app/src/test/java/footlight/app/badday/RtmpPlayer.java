package footlight.app.badday;

import footlight.wire.amf.Amf0Writer;
import footlight.wire.rtmp.ChunkWriter;
import footlight.wire.rtmp.MessageType;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A player by RTMP that understands nothing of what it is sent, and counts it. A thread of its own reads.
final class RtmpPlayer implements AutoCloseable {
    private static final int CHUNK_BYTES = 128;

    private final Socket socket;
    private final StringBuilder heard = new StringBuilder();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean ended;

    private RtmpPlayer(Socket socket) {
        this.socket = socket;
    }

    /// @param address such as `rtmp://host:1935/play/stream?pass=…`
    static RtmpPlayer play(String address) throws IOException {
        URI uri = URI.create(address);
        RtmpPlayer player = new RtmpPlayer(new Socket(uri.getHost(), uri.getPort() < 0 ? 1935 : uri.getPort()));
        String name = uri.getRawPath().substring("/play/".length());
        player.open(uri.getRawQuery() == null ? name : name + "?" + uri.getRawQuery());
        return player;
    }

    private void open(String name) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] hello = new byte[1 + 1536];
        hello[0] = 3;
        socket.getOutputStream().write(hello);
        byte[] answer = in.readNBytes(1 + 2 * 1536);
        socket.getOutputStream().write(answer, 1, 1536);
        Thread.ofVirtual().start(() -> listen(in));
        command(
                0,
                new Amf0Writer()
                        .text("connect")
                        .number(1)
                        .object()
                        .field("app")
                        .text("play")
                        .end());
        command(0, new Amf0Writer().text("createStream").number(2).nothing());
        command(1, new Amf0Writer().text("play").number(3).nothing().text(name));
    }

    private void listen(InputStream in) {
        byte[] piece = new byte[8192];
        try {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                bytes.addAndGet(count);
                synchronized (heard) {
                    if (heard.length() < 8192) heard.append(new String(piece, 0, count, StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException gone) {
            // Told by `ended`, like any other end.
        }
        ended = true;
    }

    private void command(int stream, Amf0Writer body) throws IOException {
        ByteBuffer message = ChunkWriter.message(3, MessageType.COMMAND_AMF0, stream, 0, CHUNK_BYTES, body.written());
        byte[] copy = new byte[message.remaining()];
        message.get(copy);
        socket.getOutputStream().write(copy);
    }

    /// Whether the server has said these words, in its first kilobytes.
    boolean heard(String words) {
        synchronized (heard) {
            return heard.indexOf(words) >= 0;
        }
    }

    long bytes() {
        return bytes.get();
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
