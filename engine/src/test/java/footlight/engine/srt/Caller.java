package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A caller that does as it is told, in bytes: for what no encoder would do.
final class Caller implements AutoCloseable {
    static final int INDUCTION = 1;
    static final int CONCLUSION = -1;

    private static final int NOTHING_MS = 300;
    private static final int ANSWER_MS = 10_000;

    final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    final int id;

    Caller(int port, int id) throws IOException {
        this.id = id;
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    void send(ByteBuffer bytes) throws IOException {
        byte[] datagram = new byte[bytes.remaining()];
        bytes.duplicate().get(datagram);
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    /// What came, or null when nothing did for a while.
    @Nullable
    ByteBuffer heard() throws IOException {
        return heard(NOTHING_MS);
    }

    private @Nullable ByteBuffer heard(int patienceMs) throws IOException {
        socket.setSoTimeout(patienceMs);
        byte[] bytes = new byte[2048];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return null;
        }
        return ByteBuffer.wrap(bytes, 0, packet.getLength());
    }

    ByteBuffer answer() throws IOException {
        ByteBuffer heard = heard(ANSWER_MS);
        assertThat(heard).isNotNull();
        return heard;
    }

    /// The type in a handshake that came.
    static int type(ByteBuffer handshake) {
        return handshake.getInt(16 + 20);
    }

    static int cookie(ByteBuffer handshake) {
        return handshake.getInt(16 + 28);
    }

    static int socketId(ByteBuffer handshake) {
        return handshake.getInt(16 + 24);
    }

    /// A handshake without extensions.
    ByteBuffer handshake(int version, int type, int cookie, int more) {
        return ByteBuffer.allocate(64 + more)
                .putInt(0x8000_0000)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putInt(version)
                .putInt(version == 4 ? 2 : 5)
                .putInt(1000)
                .putInt(1500)
                .putInt(8192)
                .putInt(type)
                .putInt(id)
                .putInt(cookie)
                .position(64);
    }

    ByteBuffer conclusion(int cookie, String streamId, int... extensions) {
        byte[] name = streamId.getBytes(StandardCharsets.UTF_8);
        int words = (name.length + 3) / 4;
        ByteBuffer out = handshake(5, CONCLUSION, cookie, 16 + 4 + words * 4 + extensions.length * 8);
        out.putShort((short) 1)
                .putShort((short) 3)
                .putInt(0x010501)
                .putInt(0xBF)
                .putShort((short) 120)
                .putShort((short) 120);
        out.putShort((short) 5).putShort((short) words);
        for (int i = 0; i < words * 4; i++) out.put((i ^ 3) < name.length ? name[i ^ 3] : 0);
        for (int extension : extensions)
            out.putShort((short) extension).putShort((short) 1).putInt(0x6C697665);
        return out.flip();
    }

    /// Goes as far as being admitted or refused; gives the last answer.
    ByteBuffer call(String streamId, int... extensions) throws IOException {
        return concluded(induced(), streamId, extensions);
    }

    int induced() throws IOException {
        send(handshake(4, INDUCTION, 0, 0).flip());
        return cookie(answer());
    }

    ByteBuffer concluded(int cookie, String streamId, int... extensions) throws IOException {
        send(conclusion(cookie, streamId, extensions));
        return answer();
    }

    ByteBuffer data(int to, int sequence, byte[] payload) {
        return ByteBuffer.allocate(16 + payload.length)
                .putInt(sequence)
                .putInt(0xE000_0001)
                .putInt(0)
                .putInt(to)
                .put(payload)
                .flip();
    }

    ByteBuffer control(int to, int type) {
        return ByteBuffer.allocate(20)
                .putInt(0x8000_0000 | (type << 16))
                .putInt(0)
                .putInt(0)
                .putInt(to)
                .putInt(0)
                .flip();
    }

    @Override
    public void close() {
        socket.close();
    }
}
