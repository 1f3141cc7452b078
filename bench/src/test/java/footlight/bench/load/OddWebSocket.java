package footlight.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A WebSocket server that sends made-up FLV, 30 stamped pictures a second, in frames as odd as the protocol
/// allows, or odder. Each viewer has a virtual thread. Source: RFC 6455, section 5.
final class OddWebSocket implements AutoCloseable {
    enum Oddity {
        CUTS_EVERYWHERE,
        MASKED_FRAMES,
        WRONG_ACCEPT
    }

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] STAMP_NAME = HEX.parseHex("6c747374a15e4d3b9f27c48871ee52d6");
    private static final long PICTURE_NANOS = 33_333_333;
    private static final int[] CUTS = {1, 2, 9, 125, 126, 127, 1000, 70_000};
    private static final int FINAL = 0x80;
    private static final int BINARY = 2;
    private static final int CONTINUATION = 0;
    private static final int PING = 9;

    private final ServerSocket listener;
    private final Oddity oddity;
    private final AtomicInteger pongs = new AtomicInteger();

    private OddWebSocket(ServerSocket listener, Oddity oddity) {
        this.listener = listener;
        this.oddity = oddity;
    }

    static OddWebSocket open(Oddity oddity) throws IOException {
        var server = new OddWebSocket(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), oddity);
        Thread.startVirtualThread(server::accept);
        return server;
    }

    String url() {
        return "ws://127.0.0.1:" + listener.getLocalPort() + "/live/odd.flv";
    }

    /// Whole and rightly answered pings.
    int pongs() {
        return pongs.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket viewer = listener.accept();
                Thread.startVirtualThread(() -> serve(viewer));
            }
        } catch (IOException e) {
            return; // Closed: the test is over.
        }
    }

    private void serve(Socket viewer) {
        try (viewer) {
            var in = new DataInputStream(viewer.getInputStream());
            var out = viewer.getOutputStream();
            readHead(in);
            String accept = oddity == Oddity.WRONG_ACCEPT ? "AAAA" : "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Thread.startVirtualThread(() -> countPongs(in));
            sendPictures(out);
        } catch (IOException e) {
            return; // The viewer went away, as it should in the end.
        }
    }

    private void sendPictures(OutputStream out) throws IOException {
        long begin = System.nanoTime();
        int cut = 0;
        ByteBuffer flv = ByteBuffer.wrap(HEX.parseHex("464c5601050000000900000000"));
        for (int picture = 0; ; picture++) {
            boolean first = true;
            while (flv.hasRemaining()) {
                var piece = new byte[Math.min(CUTS[cut++ % CUTS.length], flv.remaining())];
                flv.get(piece);
                int opcode = first ? BINARY : CONTINUATION;
                out.write(frame(opcode | (flv.hasRemaining() ? 0 : FINAL), piece));
                if (cut % 5 == 0) out.write(frame(PING | FINAL, "still there?".getBytes(StandardCharsets.US_ASCII)));
                first = false;
            }
            out.write(frame(BINARY | FINAL, new byte[0]));
            long due = begin + picture * PICTURE_NANOS;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            flv = ByteBuffer.wrap(pictureTag(picture));
        }
    }

    private byte[] frame(int firstByte, byte[] payload) throws IOException {
        int mask = oddity == Oddity.MASKED_FRAMES ? 0x80 : 0;
        var frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(mask | 126);
            frame.write(ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(mask | 127);
            frame.write(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        if (mask != 0) frame.write(new byte[4]);
        frame.write(payload);
        return frame.toByteArray();
    }

    /// Every thirtieth is a keyframe, and larger than a 16-bit length can say.
    private static byte[] pictureTag(int picture) {
        boolean keyframe = picture % 30 == 0;
        int bodyBytes = keyframe ? 150_000 : 4_000;
        String stamp = String.format("%016x%08x", System.nanoTime(), picture);
        var tag = ByteBuffer.allocate(11 + bodyBytes + 4);
        tag.putInt(9 << 24 | bodyBytes).putInt((int) (picture * PICTURE_NANOS / 1_000_000) << 8);
        tag.position(11);
        tag.put((byte) (keyframe ? 0x17 : 0x27)).put((byte) 1).put(new byte[3]);
        tag.put(STAMP_NAME).put(stamp.getBytes(StandardCharsets.US_ASCII));
        return tag.putInt(11 + bodyBytes, 11 + bodyBytes).array();
    }

    private static void readHead(DataInputStream in) throws IOException {
        int seen = 0;
        while (seen != 0x0d0a0d0a) seen = seen << 8 | in.readUnsignedByte();
    }

    private void countPongs(DataInputStream in) {
        try {
            while (true) {
                boolean pong = in.readUnsignedByte() == (10 | FINAL);
                int length = in.readUnsignedByte();
                in.readFully(new byte[4]);
                String text = new String(in.readNBytes(length & 0x7f), StandardCharsets.US_ASCII);
                if (pong && length >= FINAL && text.equals("still there?")) pongs.incrementAndGet();
            }
        } catch (IOException e) {
            return; // The viewer went away.
        }
    }
}
