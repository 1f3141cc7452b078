package footlight.live;

import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The live media of one show: frames come in from one publisher, and go out to every way out
/// that has takers, and to every [Tap].
///
/// Lives on one event loop for its whole life; nothing in it takes a lock. The public methods may
/// be called from any thread and hop to that loop by themselves. The main path is
/// [#add] -> [MergeWindow#add] -> [WaysOut#deliver] -> [LoopRelay#deliver] -> [Viewer#take].
public final class LiveStream {
    private final String id;
    private final EventExecutor loop;
    private final Traffic traffic;
    private final StreamListener listener;

    private final Lineup lineup = new Lineup();
    private final Timeline timeline = new Timeline();
    private final KeyframeCache cache;
    private final MergeWindow window;
    private final WaysOut waysOut;
    private final Taps taps;
    private final Tally tally = new Tally();

    /// What is promised in front of the next frame.
    private Formats formats = Formats.NONE;

    private @Nullable Publication publication;
    private boolean begun;
    private boolean ended;

    /// Somebody has come for it since the last sweep, or was there. Set on any thread.
    private volatile boolean wanted;

    LiveStream(
            String id,
            EventExecutor loop,
            StreamSettings settings,
            MediaMemory memory,
            Traffic traffic,
            StreamListener listener) {
        this.id = id;
        this.loop = loop;
        this.traffic = traffic;
        this.listener = listener;
        this.cache = new KeyframeCache(memory, settings.runBytes(), settings.runMs());
        this.window = new MergeWindow(settings.flush(), loop, this::deliver);
        this.waysOut = new WaysOut(memory, traffic, this::tell);
        this.taps = new Taps(this::tell);
    }

    public String id() {
        return id;
    }

    public EventExecutor loop() {
        return loop;
    }

    /// Begins a publisher's turn; one that is still at it is shut out. Any thread.
    public Publication publish(Publisher publisher) {
        return publish(new Publication(this, loop, publisher, true));
    }

    /// Begins a publisher's turn when nobody publishes; else it is over at once. Any thread.
    public Publication publishIfFree(Publisher publisher) {
        return publish(new Publication(this, loop, publisher, false));
    }

    private Publication publish(Publication next) {
        onLoop(() -> begin(next));
        return next;
    }

    /// Lets the viewer in: it gets the run since the newest keyframe at once, or waits for the next
    /// one. Any thread; the viewer is called on its own loop only.
    public void join(Packing packing, Viewer viewer) {
        onLoop(() -> {
            if (ended) {
                viewer.loop().execute(viewer::ended);
                return;
            }
            tally.viewerCame();
            // What is gathered is in the cache as well, and would come twice.
            if (waysOut.startsFromCache(packing)) window.flush();
            waysOut.join(packing, viewer, cached(), formats);
        });
    }

    /// Takes the viewer out, once for each join. Any thread.
    public void leave(Packing packing, Viewer viewer) {
        // Never at once: a viewer may find its socket dead in the middle of being served.
        loop.execute(() -> {
            if (waysOut.leave(packing, viewer)) tally.viewerLeft();
        });
    }

    /// Gives every frame from now on to the tap, after what is promised and the run since the newest
    /// keyframe; between two publishers it is told that they are. Any thread; the tap is called on
    /// the stream's loop. A tap keeps no stream alive: nobody watches by it.
    public void attach(Tap tap) {
        onLoop(() -> {
            if (ended) tap.ended();
            else taps.attach(tap, this::start);
        });
    }

    /// Gives the tap nothing more; it is not told. Any thread.
    public void detach(Tap tap) {
        onLoop(() -> taps.detach(tap));
    }

    /// Shuts the publisher out, if there is one; the stream waits for another. Any thread.
    public void dismissPublisher() {
        onLoop(() -> {
            Publication current = publication;
            if (current == null) return;
            current.close(Publisher.Why.DISMISSED);
            ended(current);
        });
    }

    /// Ends the stream for good: the publisher is shut out, viewers are told. Any thread.
    public void end() {
        onLoop(this::endNow);
    }

    /// Where what viewers miss is counted, of all streams together. Any thread.
    public Traffic traffic() {
        return traffic;
    }

    /// The state at the last frame or change. Any thread.
    public StreamFacts facts() {
        return tally.facts();
    }

    /// Ends the stream when nobody publishes, nobody watches, and `letGo` says that nobody is on the
    /// way. Any thread.
    void endIfIdle(BooleanSupplier letGo) {
        onLoop(() -> {
            if (publication != null || !waysOut.idle()) wanted = true;
            else if (letGo.getAsBoolean()) endNow();
        });
    }

    /// Somebody comes for it, or takes of it in a way that is not seen here: the next sweep leaves it be. Any thread.
    public void want() {
        if (!wanted) wanted = true;
    }

    /// Whether somebody was there or came since this was asked last. Any thread.
    boolean wasWanted() {
        boolean was = wanted;
        wanted = false;
        return was;
    }

    /// Whether it ever had a publisher. On the stream's loop.
    boolean begun() {
        return begun;
    }

    private void begin(Publication next) {
        if (ended) {
            next.close(Publisher.Why.STREAM_ENDED);
            return;
        }
        if (publication != null) {
            if (!next.takesOver()) {
                next.close(Publisher.Why.OCCUPIED);
                return;
            }
            publication.close(Publisher.Why.TAKEN_OVER);
            ended(publication);
        }
        if (begun) taps.resumed();
        else listener.begun(this);
        begun = true;
        publication = next;
        timeline.begin();
        lineup.begin();
        adoptLineup();
        tally.published(true);
        next.begun();
    }

    void ended(Publication gone) {
        gone.left();
        if (gone != publication) return;
        window.flush();
        publication = null;
        tally.published(false);
        // Who joins during the gap waits for the next picture rather than be shown the last one.
        cache.clear();
        waysOut.forgetRuns();
        taps.interrupted();
    }

    void format(Publication from, TrackFormat format) {
        if (from.over() || from != publication) return;
        lineup.announce(format);
        adoptLineup();
    }

    void repaired(Publication from, Repairs soFar) {
        if (from == publication) tally.repaired(soFar);
    }

    void add(Publication from, Frame given) {
        if (from.over() || from != publication) {
            given.release();
            return;
        }
        lineup.heard(given);
        adoptLineup();
        Frame frame = timeline.placed(from, given, formats);
        boolean starts = timeline.startsRun(frame, formats);
        if (starts) window.flush();
        tally.count(frame);
        traffic.came(frame);
        cache.add(frame, starts);
        // The packed run has the bounds of the cache.
        if (!cache.usable()) waysOut.forgetRuns();
        taps.frame(frame);
        // Who comes later begins with what is cached.
        if (waysOut.idle()) {
            waysOut.passed(formats);
            frame.release();
            return;
        }
        window.add(frame, starts, frame.video() || formats.video() == null);
    }

    /// Makes what the line-up promises the formats of what follows.
    private void adoptLineup() {
        Formats before = formats;
        Formats next = lineup.promised();
        if (next.equals(before)) return;
        if (next.settled(false).equals(before.settled(false))) {
            formats = next;
            waysOut.forgetHeads();
        } else {
            window.flush();
            formats = next;
            tally.formats(next);
            // Who joins from now on begins with a head of the new formats.
            waysOut.forget();
            // What is cached is sound alone or cannot be decoded with the new formats; but for added sound.
            boolean soundAdded = next.without(TrackKind.AUDIO).equals(before.settled(next.settled()));
            if (!soundAdded) cache.clear();
        }
        taps.formats(next);
    }

    private List<Frame> cached() {
        return cache.usable() ? cache.frames() : List.of();
    }

    private void start(Tap tap) {
        if (!formats.empty()) tap.formats(formats);
        // It may be detached, or the stream ended, by what it is given.
        for (Frame frame : List.copyOf(cached())) tap.frame(frame);
        if (begun && publication == null) tap.interrupted();
    }

    private void deliver(List<Frame> frames, boolean startsRun) {
        waysOut.deliver(frames, formats, startsRun);
    }

    /// The loop is told of a fault that must stop nothing else.
    private void tell(Throwable fault) {
        loop.execute(() -> {
            throw new IllegalStateException("a part of stream " + id + " could not be handed on", fault);
        });
    }

    private void endNow() {
        if (ended) return;
        ended = true;
        if (publication != null) publication.close(Publisher.Why.STREAM_ENDED);
        publication = null;
        window.flush();
        waysOut.end();
        cache.clear();
        tally.published(false);
        taps.end();
        listener.ended(this);
    }

    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) step.run();
        else loop.execute(step);
    }
}
