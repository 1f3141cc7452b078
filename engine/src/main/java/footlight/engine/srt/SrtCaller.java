package footlight.engine.srt;

import footlight.engine.PublishAnswer;
import footlight.engine.PublishRequest;
import footlight.live.LiveStream;
import footlight.wire.MalformedMedia;
import footlight.wire.srt.HandshakeAnswer;
import footlight.wire.srt.HandshakeExtensions;
import footlight.wire.srt.ReceiverFacts;
import footlight.wire.srt.Rejection;
import footlight.wire.srt.SrtHandshake;
import footlight.wire.srt.SrtPacket;
import footlight.wire.srt.SrtReceiver;
import footlight.wire.srt.StreamId;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One caller, from a handshake that proved its address to its end. Lives on its socket's loop.
///
/// Its first answer is kept and given again for as long as the caller repeats the question, so that a lost
/// answer costs nothing.
final class SrtCaller implements SrtReceiver.Out, SrtPublisher.Fate {
    private static final Logger log = LoggerFactory.getLogger(SrtCaller.class);

    /// libsrt asks for three seconds.
    private static final long REFUSED_FOR_US = 3_000_000;

    private enum Phase {
        ASKING,
        REFUSED,
        OPEN,
        OVER
    }

    private final int id;
    private final InetSocketAddress address;
    private final SrtHandshake shake;
    private final SrtSettings settings;
    private final SrtEdge.House house;
    private final EventLoop loop;
    private final ByteBufAllocator buffers;
    private final Consumer<ByteBuffer> send;
    private final long silenceUs;

    private Phase phase = Phase.ASKING;
    private HandshakeExtensions wishes = HandshakeExtensions.NONE;
    private @Nullable ByteBuffer answer;
    private @Nullable Decryption decryption;
    private @Nullable SrtReceiver receiver;
    private @Nullable SrtPublisher publisher;
    private long nowUs;
    private long heardUs;

    SrtCaller(
            int id,
            InetSocketAddress address,
            SrtHandshake shake,
            SrtSettings settings,
            SrtEdge.House house,
            EventLoop loop,
            ByteBufAllocator buffers,
            Consumer<ByteBuffer> send,
            long nowUs) {
        this.id = id;
        this.address = address;
        this.shake = shake;
        this.settings = settings;
        this.house = house;
        this.loop = loop;
        this.buffers = buffers;
        this.send = send;
        this.silenceUs = TimeUnit.MILLISECONDS.toMicros(settings.silence().toMillis());
        this.nowUs = nowUs;
        this.heardUs = nowUs;
    }

    int id() {
        return id;
    }

    InetSocketAddress address() {
        return address;
    }

    boolean over() {
        return phase == Phase.OVER;
    }

    /// Looks at what the caller wants, and asks whether it may.
    void begin(HandshakeExtensions wished) {
        wishes = wished;
        Optional<Rejection> cannot = cannotCarry();
        if (cannot.isPresent()) {
            log.info("SRT caller from {} refused: {}", address, cannot.get());
            refuse(cannot.get());
            return;
        }
        StreamId name;
        try {
            name = StreamId.parse(wished.streamId());
        } catch (MalformedMedia unreadable) {
            log.info("SRT caller from {} refused: {}", address, unreadable.getMessage());
            refuse(Rejection.BAD_REQUEST);
            return;
        }
        if (!name.publishes()) {
            log.info("SRT caller from {} refused: its stream id asks for something else than to publish", address);
            refuse(Rejection.BAD_MODE);
            return;
        }
        unlock(name.resource());
    }

    private Optional<Rejection> cannotCarry() {
        if (shake.version() != SrtHandshake.VERSION_5 || !wishes.saidHello()) return Optional.of(Rejection.VERSION);
        if (wishes.group()) return Optional.of(Rejection.GROUP);
        if (wishes.filter()) return Optional.of(Rejection.FILTER);
        if ((wishes.flags() & HandshakeExtensions.STREAM) != 0) return Optional.of(Rejection.MESSAGE_API);
        if (!wishes.congestion().isEmpty() && !wishes.congestion().equals("live"))
            return Optional.of(Rejection.CONGESTION);
        boolean encrypts = wishes.keys() != null;
        if (encrypts != (settings.passphrase() != null)) return Optional.of(Rejection.UNSECURE);
        return Optional.empty();
    }

    /// The passphrase first: who does not have it learns nothing about keys.
    private void unlock(String streamKey) {
        ByteBuffer keys = wishes.keys();
        String passphrase = settings.passphrase();
        if (keys == null || passphrase == null) {
            ask(streamKey);
            return;
        }
        Decryption unlocking = new Decryption(passphrase, house.blocking(), loop);
        unlocking.take(keys, outcome -> {
            if (phase != Phase.ASKING) return;
            switch (outcome) {
                case TAKEN -> {
                    decryption = unlocking;
                    ask(streamKey);
                }
                case WRONG_PASSPHRASE -> {
                    log.info("SRT caller from {} refused: it has another passphrase", address);
                    refuse(Rejection.BAD_SECRET);
                }
                case NOT_SPOKEN -> {
                    log.info("SRT caller from {} refused: its encryption is not spoken here", address);
                    refuse(Rejection.CRYPTO);
                }
            }
        });
    }

    private void ask(String streamKey) {
        PublishRequest request = new PublishRequest("srt", "live", streamKey, address);
        house.publishGate().ask(request, given -> loop.execute(() -> answered(given)));
    }

    private void answered(PublishAnswer given) {
        if (phase != Phase.ASKING) return;
        switch (given) {
            case PublishAnswer.Refused(String reason) -> {
                log.info("SRT publisher from {} refused: {}", address, reason);
                refuse(Rejection.UNAUTHORIZED);
            }
            case PublishAnswer.Admitted(String streamId) -> {
                LiveStream stream = house.streams().open(streamId, loop);
                publisher = new SrtPublisher(stream, address, settings.takesOver(), house, loop, buffers, this);
            }
        }
    }

    @Override
    public void begun() {
        loop.execute(() -> {
            if (phase == Phase.ASKING) open();
        });
    }

    private void open() {
        int ours = (int) settings.latency().toMillis();
        int receiveMs = Math.max(ours, wishes.sendMs());
        int sendMs = Math.max(ours, wishes.receiveMs());
        receiver = new SrtReceiver(shake.socketId(), shake.firstSequence(), receiveMs, nowUs, this);
        answer(HandshakeAnswer.admitted(
                shake,
                id,
                SrtReceiver.WINDOW_PACKETS,
                receiveMs,
                sendMs,
                wishes.keys(),
                ByteBuffer.wrap(address.getAddress().getAddress())));
        phase = Phase.OPEN;
        log.info("SRT caller from {} is in: {}, latency {} ms", address, wishes, receiveMs);
    }

    @Override
    public void shutOut(String reason, boolean occupied) {
        loop.execute(() -> {
            if (phase == Phase.ASKING) refuse(occupied ? Rejection.CONFLICT : Rejection.UNAUTHORIZED);
            else shut(reason);
        });
    }

    void refuse(Rejection why) {
        leave("The caller was refused.");
        phase = Phase.REFUSED;
        heardUs = nowUs;
        answer(HandshakeAnswer.refused(
                shake, why, ByteBuffer.wrap(address.getAddress().getAddress())));
    }

    private void answer(ByteBuffer given) {
        answer = given;
        send.accept(given.duplicate());
    }

    /// The caller repeats its handshake: the answer is on its way, or was lost.
    void asksAgain() {
        if (answer != null && phase != Phase.OVER) send.accept(answer.duplicate());
    }

    void take(SrtPacket packet, long atUs) {
        nowUs = atUs;
        SrtReceiver taking = receiver;
        if (phase != Phase.OPEN || taking == null) return;
        heardUs = atUs;
        switch (packet) {
            case SrtPacket.Data data -> taking.data(data, atUs);
            case SrtPacket.AckAck back -> taking.ackAck(back, atUs);
            case SrtPacket.DropRequest drop -> taking.drop(drop);
            case SrtPacket.Shutdown _ -> {
                taking.finish();
                end("The encoder stopped.");
            }
            case SrtPacket.KeyRequest(int _, ByteBuffer message) -> newKeys(taking, message);
            case SrtPacket.Handshake _, SrtPacket.Other _ -> {}
        }
    }

    /// Encoders change keys every few hours, and say so well before.
    private void newKeys(SrtReceiver taking, ByteBuffer shared) {
        Decryption decrypting = decryption;
        if (decrypting == null) return;
        ByteBuffer message =
                ByteBuffer.allocate(shared.remaining()).put(shared.duplicate()).flip();
        decrypting.take(message, outcome -> {
            if (phase == Phase.OPEN && outcome == Decryption.Outcome.TAKEN) taking.keysTaken(message, nowUs);
        });
    }

    @Override
    public void send(ByteBuffer datagram) {
        send.accept(datagram);
    }

    @Override
    public void data(int sequence, int keys, ByteBuffer payload) {
        if (publisher == null) return;
        if (decryption == null) {
            publisher.data(payload);
            return;
        }
        ByteBuffer plain = decryption.decrypted(sequence, keys, payload);
        if (plain == null) publisher.missing();
        else publisher.data(plain);
    }

    @Override
    public void missing(int packets) {
        if (publisher != null) publisher.missing();
    }

    void tick(long atUs) {
        nowUs = atUs;
        switch (phase) {
            case REFUSED -> {
                if (atUs - heardUs > REFUSED_FOR_US) phase = Phase.OVER;
            }
            case ASKING, OPEN -> {
                if (receiver != null) receiver.tick(atUs);
                if (atUs - heardUs > silenceUs)
                    end("Nothing came from the encoder for "
                            + settings.silence().toSeconds() + " s.");
            }
            case OVER -> {}
        }
    }

    /// Sends the caller away, for a reason given in a sentence, which SRT has no way to tell.
    void shut(String reason) {
        if (phase == Phase.OPEN && receiver != null) receiver.shutdown(nowUs);
        end(reason);
    }

    private void end(String reason) {
        leave(reason);
        phase = Phase.OVER;
    }

    private void leave(String reason) {
        if (publisher == null) return;
        SrtReceiver had = receiver;
        publisher.leave(reason, had == null ? ReceiverFacts.NONE : had.facts());
        publisher = null;
    }
}
