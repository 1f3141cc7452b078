package footlight.app.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A line between an encoder and a port of this machine that is worse than loopback. What comes back is not held up.
final class BadLine implements AutoCloseable {
    private static final int PIECE_BYTES = 8 * 1024;

    /// How a line carries.
    sealed interface Manner {
        /// Nothing for `pause` after every `flow`.
        record Stutters(Duration flow, Duration pause) implements Manner {}

        /// No more than this.
        record Narrow(int bytesPerSecond) implements Manner {}
    }

    private final ServerSocket entrance;
    private final int toPort;
    private final Manner manner;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private BadLine(ServerSocket entrance, int toPort, Manner manner) {
        this.entrance = entrance;
        this.toPort = toPort;
        this.manner = manner;
    }

    static BadLine to(int port, Manner manner) throws IOException {
        // A small buffer, so that what the line does not carry is the encoder's to feel.
        ServerSocket entrance = new ServerSocket();
        entrance.setReceiveBufferSize(32 * 1024);
        entrance.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        BadLine line = new BadLine(entrance, port, manner);
        Thread.ofVirtual().start(line::accept);
        return line;
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket encoder = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), toPort);
                sockets.addAll(List.of(encoder, server));
                Thread.ofVirtual().start(() -> carry(encoder, server));
                Thread.ofVirtual().start(() -> answer(server, encoder));
            }
        } catch (IOException closed) {
            // The end of the line.
        }
    }

    private void carry(Socket encoder, Socket server) {
        byte[] piece = new byte[PIECE_BYTES];
        long pausedNanos = System.nanoTime();
        try (InputStream in = encoder.getInputStream();
                OutputStream out = server.getOutputStream()) {
            for (int bytes = in.read(piece); bytes >= 0; bytes = in.read(piece)) {
                out.write(piece, 0, bytes);
                switch (manner) {
                    case Manner.Narrow(int bytesPerSecond) ->
                        pause(Duration.ofNanos(bytes * 1_000_000_000L / bytesPerSecond));
                    case Manner.Stutters(Duration flow, Duration wait) -> {
                        if (System.nanoTime() - pausedNanos < flow.toNanos()) continue;
                        pause(wait);
                        pausedNanos = System.nanoTime();
                    }
                }
            }
        } catch (IOException gone) {
            closeAll(encoder, server);
        }
    }

    private static void answer(Socket server, Socket encoder) {
        try {
            server.getInputStream().transferTo(encoder.getOutputStream());
        } catch (IOException gone) {
            closeAll(encoder, server);
        }
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeAll(Socket... sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        entrance.close();
        closeAll(sockets.toArray(Socket[]::new));
    }
}
