package footlight.app.ports;

import footlight.engine.PublishAnswer;
import footlight.engine.PublishGate;
import footlight.engine.PublishRequest;
import footlight.front.guard.RequestRate;
import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Lets nobody try stream keys faster than a house full of encoders that all come back at once: each try asks the
/// database, and a stranger has as many connections and keys as they like. This machine's own may. Any thread.
final class PublishRate implements PublishGate {
    private static final double TRIES_A_SECOND = 10;
    static final int AT_ONCE = 300;

    private final PublishGate gate;
    private final LongSupplier nanos;
    private final RequestRate rate = new RequestRate(TRIES_A_SECOND, AT_ONCE);

    PublishRate(PublishGate gate, LongSupplier nanos) {
        this.gate = gate;
        this.nanos = nanos;
    }

    @Override
    public void ask(PublishRequest request, Consumer<PublishAnswer> answer) {
        InetAddress from = request.from().getAddress();
        boolean free = from.isLoopbackAddress() || rate.take(from, nanos.getAsLong()) == 0;
        if (free) gate.ask(request, answer);
        else answer.accept(new PublishAnswer.Refused("Too many stream keys came from this address. Wait a moment."));
    }
}
