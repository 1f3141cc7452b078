package footlight.live;

import io.netty.util.concurrent.EventExecutor;

/// One publisher's turn at feeding a stream. The publisher calls it from its own loop; what it
/// gives is carried to the stream's loop when that is another. After the turn is over (another
/// publisher took over, the stream ended) everything given is released and forgotten.
public final class Publication {
    private final LiveStream stream;
    private final EventExecutor loop;
    private final Publisher publisher;
    private final boolean takesOver;

    // Of the stream's loop.
    private boolean over;
    private long shiftMs;
    private boolean placed;

    Publication(LiveStream stream, EventExecutor loop, Publisher publisher, boolean takesOver) {
        this.stream = stream;
        this.loop = loop;
        this.publisher = publisher;
        this.takesOver = takesOver;
    }

    public LiveStream stream() {
        return stream;
    }

    /// Announces a track's format, before its first frame or in mid-stream.
    public void format(TrackFormat format) {
        if (loop.inEventLoop()) stream.format(this, format);
        else loop.execute(() -> stream.format(this, format));
    }

    /// Gives a frame, and with it the one reference that it has. Decode times of a track rise.
    public void add(Frame frame) {
        if (loop.inEventLoop()) stream.add(this, frame);
        else loop.execute(() -> stream.add(this, frame));
    }

    /// Tells what the publisher's times needed so far, for who asks for the stream's facts.
    public void repaired(Repairs soFar) {
        if (loop.inEventLoop()) stream.repaired(this, soFar);
        else loop.execute(() -> stream.repaired(this, soFar));
    }

    /// The publisher is gone, by its own will or not. The stream waits for another.
    public void end() {
        if (loop.inEventLoop()) stream.ended(this);
        else loop.execute(() -> stream.ended(this));
    }

    boolean over() {
        return over;
    }

    /// Whether a publisher who is at it has to go.
    boolean takesOver() {
        return takesOver;
    }

    void begun() {
        publisher.begun();
    }

    /// Marks the turn as over and tells the publisher why, on its own loop.
    void close(Publisher.Why why) {
        if (over) return;
        over = true;
        publisher.shutOut(why);
    }

    void left() {
        over = true;
    }

    /// How far this publisher's clock is moved, in ms, to go on where the one before stopped.
    long shiftMs() {
        return shiftMs;
    }

    boolean placed() {
        return placed;
    }

    void placeAt(long shift) {
        shiftMs = shift;
        placed = true;
    }
}
