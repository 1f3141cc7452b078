package footlight.app.badday;

import footlight.wire.flv.FlvHeader;
import footlight.wire.flv.FlvTag;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A viewer by HTTP-FLV who counts what comes, on a thread of its own, and may stop reading for a while.
final class Watcher implements AutoCloseable {
    private static final int TAG_BYTES_AT_MOST = 1 << 24;

    private final Socket socket;
    private final ReentrantLock reading = new ReentrantLock();

    // Written by the reading thread, read by tests: under the lock of `this`.
    private long pictures;
    private long keyframes;
    private long sounds;
    private long largestPicture;
    private long newestMs = -1;
    private long backwards;
    private long longestPauseNanos;
    private long newestNanos;
    private boolean ended;

    /// What came until now.
    ///
    /// @param largestPicture in bytes
    /// @param newestMs the time of the newest picture in the stream
    /// @param backwards pictures whose decode time was not after the one before
    /// @param ended the connection is over
    record Came(
            long pictures,
            long keyframes,
            long sounds,
            long largestPicture,
            long newestMs,
            long backwards,
            double longestPauseSeconds,
            boolean ended) {}

    private Watcher(Socket socket) {
        this.socket = socket;
    }

    static Watcher of(String flv) throws IOException {
        URI url = URI.create(flv);
        Socket socket = new Socket(url.getHost(), url.getPort());
        String ask = "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getRawAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(ask.getBytes(StandardCharsets.ISO_8859_1));
        Watcher watcher = new Watcher(socket);
        Thread.ofVirtual().start(watcher::run);
        return watcher;
    }

    private void run() {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) throw new IOException("closed in the head");
                head.append((char) octet);
            }
            if (!head.toString().startsWith("HTTP/1.1 200")) throw new IOException(head.toString());
            read(in);
        } catch (IOException gone) {
            // Told by `ended`, like any other end.
        } finally {
            synchronized (this) {
                ended = true;
            }
        }
    }

    private void read(InputStream in) throws IOException {
        ByteBuffer held = ByteBuffer.allocate(64 * 1024);
        boolean begun = false;
        while (true) {
            reading.lock();
            try {
                int count = in.read(held.array(), held.position(), held.remaining());
                if (count < 0) return;
                held.position(held.position() + count);
            } finally {
                reading.unlock();
            }
            held.flip();
            if (!begun) begun = FlvHeader.read(held).isPresent();
            if (begun) {
                for (Optional<FlvTag> tag = FlvTag.next(held, TAG_BYTES_AT_MOST);
                        tag.isPresent();
                        tag = FlvTag.next(held, TAG_BYTES_AT_MOST)) take(tag.get());
            }
            held.compact();
            if (!held.hasRemaining())
                held = ByteBuffer.allocate(held.capacity() * 2).put(held.flip());
        }
    }

    private synchronized void take(FlvTag tag) {
        switch (tag) {
            case FlvTag.Audio _ -> sounds++;
            case FlvTag.Script _ -> {}
            case FlvTag.Video(long timestampMs, ByteBuffer body) -> {
                // An H.264 picture, no configuration. Source: Adobe FLV 10.1, E.4.3.1.
                boolean keyframe = body.get(0) == 0x17;
                if ((!keyframe && body.get(0) != 0x27) || body.get(1) != 1) return;
                long now = System.nanoTime();
                if (pictures > 0) longestPauseNanos = Math.max(longestPauseNanos, now - newestNanos);
                newestNanos = now;
                if (timestampMs <= newestMs) backwards++;
                newestMs = timestampMs;
                largestPicture = Math.max(largestPicture, body.remaining());
                pictures++;
                if (keyframe) keyframes++;
            }
        }
    }

    synchronized Came came() {
        return new Came(
                pictures, keyframes, sounds, largestPicture, newestMs, backwards, longestPauseNanos / 1e9, ended);
    }

    /// Begins to count pauses anew.
    synchronized void forgetPauses() {
        longestPauseNanos = 0;
        newestNanos = System.nanoTime();
    }

    /// Reads no more until [#readOn], from the next piece on.
    void stopReading() {
        reading.lock();
    }

    /// By the thread that stopped it.
    void readOn() {
        reading.unlock();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
