package footlight.engine.srt;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A stretch of network between one caller and a port of this machine that loses, doubles and reorders datagrams,
/// both ways. What is lost is the same in each run, as far as the callers send the same.
final class LossyPath implements AutoCloseable {
    private static final int LARGEST = 2048;

    private final DatagramSocket near = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket far = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;
    private final double lost;
    private final double doubled;
    private final double late;
    private volatile @Nullable SocketAddress caller;

    LossyPath(int port, double lost, double doubled, double late) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.lost = lost;
        this.doubled = doubled;
        this.late = late;
        Thread.ofPlatform().daemon().start(() -> carry(near, new Random(1)));
        Thread.ofPlatform().daemon().start(() -> carry(far, new Random(2)));
    }

    int port() {
        return near.getLocalPort();
    }

    private void carry(DatagramSocket from, Random dice) {
        DatagramPacket waiting = null;
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                from.receive(packet);
                if (from == near) caller = packet.getSocketAddress();
                SocketAddress to = from == near ? target : caller;
                if (to == null || dice.nextDouble() < lost) continue;
                packet.setSocketAddress(to);
                boolean holds = waiting == null && dice.nextDouble() < late;
                if (holds) {
                    waiting = packet;
                    continue;
                }
                DatagramSocket out = from == near ? far : near;
                out.send(packet);
                if (dice.nextDouble() < doubled) out.send(packet);
                if (waiting != null) out.send(waiting);
                waiting = null;
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}
