package footlight.engine;

import footlight.live.LiveStream;
import footlight.live.Publisher;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// Tells [StreamEvents] of one encoder's turn: that it is on, once, that it is off, once and only then, and what
/// was refused, once for each thing. Called on the encoder's loop; told on the stream's, so that the end of one
/// encoder comes before the beginning of the next.
public final class PublisherNews {
    private static final int REFUSALS_AT_MOST = 16;

    private final StreamEvents events;
    private final LiveStream stream;
    private final String protocol;
    private final InetSocketAddress from;
    private final Set<String> refusals = new HashSet<>();
    private boolean announced;

    // Of the stream's loop.
    private boolean toldOn;
    private boolean toldOff;

    public PublisherNews(StreamEvents events, LiveStream stream, String protocol, InetSocketAddress from) {
        this.events = events;
        this.stream = stream;
        this.protocol = protocol;
        this.from = from;
    }

    /// The encoder sends media. `encoder` is its own name for itself, empty when it gave none.
    public void on(String encoder) {
        if (announced) return;
        announced = true;
        tell(() -> {
            if (toldOff) return;
            toldOn = true;
            events.publisherOn(stream.id(), protocol, from, encoder);
        });
    }

    /// Its turn is over, for a reason given in a sentence. Any thread.
    public void off(String reason) {
        tell(() -> {
            if (toldOn && !toldOff) events.publisherOff(stream.id(), reason);
            toldOff = true;
        });
    }

    /// Some of its media was refused; told once for each `what`.
    public void refused(String what, String encoder, Supplier<String> reason) {
        if (refusals.size() == REFUSALS_AT_MOST || !refusals.add(what)) return;
        on(encoder);
        String sentence = reason.get();
        tell(() -> events.refused(stream.id(), from, StreamEvents.Refused.MEDIA, sentence));
    }

    /// It is shut out, or was not let in. The reason in a sentence, which is told too. Any thread.
    public String shutOut(Publisher.Why why) {
        String reason =
                switch (why) {
                    case TAKEN_OVER -> "Another encoder took over.";
                    case DISMISSED -> "The right to publish was taken back.";
                    case STREAM_ENDED -> "The stream was ended.";
                    case OCCUPIED -> "Another encoder is publishing.";
                };
        if (why == Publisher.Why.OCCUPIED)
            tell(() -> events.refused(
                    stream.id(),
                    from,
                    StreamEvents.Refused.SECOND_ENCODER,
                    "A second encoder wanted to publish while the first one still does."));
        off(reason);
        return reason;
    }

    private void tell(Runnable event) {
        if (stream.loop().inEventLoop()) event.run();
        else stream.loop().execute(event);
    }
}
