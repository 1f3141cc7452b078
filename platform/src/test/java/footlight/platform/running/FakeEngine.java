package footlight.platform.running;

import footlight.platform.show.EncoderFacts;
import footlight.platform.show.Streams;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the platform sees of an engine, without one.
public final class FakeEngine implements Streams {
    public static final EncoderFacts PICTURE_AND_SOUND = new EncoderFacts(
            2_600_000,
            new EncoderFacts.Video("H.264", "avc1.64001f", "High", 1280, 720, 30, 2_500_000, 2_000),
            new EncoderFacts.Audio("AAC", "mp4a.40.2", 48_000, 2, 128_000),
            List.of());

    public final Map<String, EncoderFacts> sending = new ConcurrentHashMap<>();
    public final Map<String, Integer> watching = new ConcurrentHashMap<>();
    /// Passes by which somebody is in, and the stream that they watch.
    public final Map<String, String> inside = new ConcurrentHashMap<>();
    public final List<String> closed = new CopyOnWriteArrayList<>();

    @Override
    public Optional<EncoderFacts> facts(String streamId) {
        return Optional.ofNullable(sending.get(streamId));
    }

    @Override
    public int viewers(String streamId) {
        return watching.getOrDefault(streamId, 0);
    }

    @Override
    public void endViewers(String streamId, String reason) {
        closed.add("viewers " + streamId + " " + reason);
    }

    @Override
    public void closeViewers(String streamId, String reason) {
        closed.add("viewers " + streamId + " " + reason);
    }

    @Override
    public void review(Stay stay) {
        inside.entrySet().removeIf(one -> !stay.may(one.getValue(), one.getKey(), true));
    }

    @Override
    public void closePublisher(String streamId, String reason) {
        closed.add("publisher " + streamId + " " + reason);
    }
}
