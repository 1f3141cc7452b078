package footlight.wire.rtmp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Gathers messages on the heap and writes each as a line. Counts bodies, to show that none is lost.
final class Gatherer implements Bodies<ByteArrayOutputStream>, Messages<ByteArrayOutputStream> {
    final StringBuilder lines = new StringBuilder();
    Runnable afterMessage = () -> {};
    int told;
    int begun;
    int ended;
    long keptBytes;

    @Override
    public ByteArrayOutputStream begin(int declaredBytes) {
        begun++;
        return new ByteArrayOutputStream();
    }

    @Override
    public void append(ByteArrayOutputStream body, ByteBuffer piece) {
        keptBytes += piece.remaining();
        while (piece.hasRemaining()) body.write(piece.get());
    }

    @Override
    public void drop(ByteArrayOutputStream body) {
        ended++;
        keptBytes -= body.size();
        lines.append("dropped ").append(body.size()).append('\n');
    }

    @Override
    public void control(ControlMessage message) {
        lines.append(message).append('\n');
        tell();
    }

    @Override
    public void leftOut(int type) {
        lines.append("left out, type ").append(type).append('\n');
        tell();
    }

    @Override
    public void message(int type, int messageStreamId, long timestampMs, ByteArrayOutputStream body) {
        ended++;
        byte[] bytes = body.toByteArray();
        keptBytes -= bytes.length;
        String shown = bytes.length <= 32
                ? HexFormat.of().formatHex(bytes)
                : HexFormat.of().formatHex(bytes, 0, 16) + "… #" + java.util.Arrays.hashCode(bytes);
        lines.append("type %d stream %d at %d: %d bytes %s%n"
                .formatted(type, messageStreamId, timestampMs, bytes.length, shown));
        tell();
    }

    private void tell() {
        told++;
        afterMessage.run();
    }
}
