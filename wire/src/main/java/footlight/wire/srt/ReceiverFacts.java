package footlight.wire.srt;

/// What a receiver has counted since its beginning, in packets, and the way there and back as it is now.
///
/// @param lost asked for again, each once
/// @param again that came again, or belatedly and to no use
/// @param missing given up: this much of the stream is a hole
public record ReceiverFacts(long received, long bytes, long lost, long again, long missing, int roundTripUs) {
    public static final ReceiverFacts NONE = new ReceiverFacts(0, 0, 0, 0, 0, 0);
}
