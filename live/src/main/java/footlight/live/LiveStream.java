package footlight.live;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The live media of one show: frames come in from one publisher, and go out to every way out
/// that has takers.
///
/// Lives on one event loop for its whole life; nothing in it takes a lock. The public methods may
/// be called from any thread and hop to that loop by themselves. The main path is
/// [#add] -> [#flush] -> [Fanout#deliver] -> [LoopRelay#deliver] -> [Viewer#take].
public final class LiveStream {
    /// Sound alone is cut into runs of this length, so that a joiner never starts far back.
    private static final long SOUND_RUN_MS = 1000;

    /// A track that has not begun by then is not waited for.
    private static final long SETTLED_AFTER_MS = 3000;

    /// With [FlushWindow.OneFrame], sound waits this long for a picture to ride with.
    private static final long RIDE_MS = 60;

    /// A publisher has announced its tracks this long after its first frame.
    private static final long ANNOUNCE_MS = 2000;

    private final String id;
    private final EventExecutor loop;
    private final StreamSettings settings;
    private final MediaMemory memory;
    private final Runnable onEnd;

    private final KeyframeCache cache;
    private final Map<Packing, Fanout> fanouts = new HashMap<>();
    private final List<Frame> gathered = new ArrayList<>();
    private final Tally tally = new Tally();

    /// Of this publisher, and for a moment what the one before had besides.
    private Formats formats = Formats.NONE;

    /// What the viewers were told last.
    private Formats formatsTold = Formats.NONE;

    private boolean gatheredStartsRun;
    private @Nullable Publication publication;
    private @Nullable ScheduledFuture<?> flushTimer;
    private long newestMs = Long.MIN_VALUE;
    private long newestArrivedMs;
    private long ledMs;
    private long flushAtMs;
    private long publishedSinceMs;
    private long soundRunStartedMs = Long.MIN_VALUE;
    private boolean ended;

    /// Somebody has come for it since the last sweep, or was there. Set on any thread.
    private volatile boolean wanted;

    LiveStream(String id, EventExecutor loop, StreamSettings settings, MediaMemory memory, Runnable onEnd) {
        this.id = id;
        this.loop = loop;
        this.settings = settings;
        this.memory = memory;
        this.onEnd = onEnd;
        this.cache = new KeyframeCache(memory, settings.runBytes(), settings.runMs());
    }

    public String id() {
        return id;
    }

    public EventExecutor loop() {
        return loop;
    }

    /// Begins a publisher's turn; one that is still at it is shut out. Any thread.
    public Publication publish(Publisher publisher) {
        Publication next = new Publication(this, loop, publisher);
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
            Fanout fanout = fanouts.computeIfAbsent(packing, p -> new Fanout(p, memory));
            if (fanout.joinsFromCache()) fill(fanout);
            fanout.join(viewer);
        });
    }

    /// Takes the viewer out, once for each join. Any thread.
    public void leave(Packing packing, Viewer viewer) {
        // Never at once: a viewer may find its socket dead in the middle of being served.
        loop.execute(() -> {
            Fanout fanout = fanouts.get(packing);
            if (fanout == null) return;
            tally.viewerLeft();
            fanout.leave(viewer);
            if (fanout.idle()) {
                fanout.forget();
                fanouts.remove(packing);
            }
        });
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

    /// The state at the last frame or change. Any thread.
    public StreamFacts facts() {
        return tally.facts();
    }

    /// Ends the stream when nobody publishes, nobody watches, and `letGo` says that nobody is on the
    /// way. Any thread.
    void endIfIdle(BooleanSupplier letGo) {
        onLoop(() -> {
            if (publication != null || !fanouts.isEmpty()) wanted = true;
            else if (letGo.getAsBoolean()) endNow();
        });
    }

    /// Somebody comes for it. Any thread.
    void want() {
        wanted = true;
    }

    /// Whether somebody was there or came since this was asked last. Any thread.
    boolean wasWanted() {
        boolean was = wanted;
        wanted = false;
        return was;
    }

    private void begin(Publication next) {
        if (ended) {
            next.close(Publisher.Why.STREAM_ENDED);
            return;
        }
        if (publication != null) {
            publication.close(Publisher.Why.TAKEN_OVER);
            ended(publication);
        }
        publication = next;
        soundRunStartedMs = Long.MIN_VALUE;
        publishedSinceMs = 0;
        formats = formats.settled(false);
        fanouts.values().forEach(Fanout::forgetHead);
        tally.published(true);
    }

    void ended(Publication gone) {
        gone.left();
        if (gone != publication) return;
        flush();
        publication = null;
        tally.published(false);
        // Who joins during the gap waits for the next picture rather than be shown the last one.
        cache.clear();
        fanouts.values().forEach(Fanout::forgetRun);
    }

    void format(Publication from, TrackFormat format) {
        if (from.over() || from != publication) return;
        from.announces(format);
        Formats next = formats.with(format);
        if (next.equals(formats)) return;
        boolean soundAdded = format instanceof TrackFormat.Audio && formats.audio() == null;
        become(next);
        // Else what is cached cannot be decoded with the new format, or is sound alone.
        if (!soundAdded) cache.clear();
    }

    private void become(Formats next) {
        flush();
        formats = next;
        tally.formats(formats);
        // Who joins from now on begins with a head of the new formats.
        fanouts.values().forEach(Fanout::forget);
    }

    /// Drops the tracks that only the publisher before had: a joiner would wait for what never comes.
    private void dropUnannounced(Publication from, long nowMs) {
        if (!from.announced(nowMs, ANNOUNCE_MS)) return;
        Formats left = from.formats().settled(formats.settled());
        if (!left.equals(formats)) become(left);
    }

    void add(Publication from, Frame given) {
        if (from.over() || from != publication) {
            given.release();
            return;
        }
        dropUnannounced(from, given.arrivedMs());
        Frame frame = placed(from, given);
        settle(frame);
        boolean starts = startsRun(frame);
        if (starts) {
            flush();
            gatheredStartsRun = true;
        }
        tally.count(frame);
        cache.add(frame, starts);
        // The packed run has the bounds of the cache.
        if (!cache.usable()) fanouts.values().forEach(Fanout::forgetRun);
        gathered.add(frame);
        switch (settings.flush()) {
            case FlushWindow.Immediate() -> flush();
            case FlushWindow.OneFrame() -> {
                if (frame.video() || formats.video() == null) flush();
                else flushAfter(RIDE_MS);
            }
            case FlushWindow.Millis(int millis) -> flushWithin(millis, frame);
        }
    }

    /// Moves the frame so that a publisher who returns goes on where the one before stopped, the
    /// gap between them being what it was on the wall.
    private Frame placed(Publication from, Frame frame) {
        long atMs = formats.millis(frame.track(), frame.decodeTime());
        if (!from.placed()) {
            long shift =
                    newestMs == Long.MIN_VALUE ? 0 : newestMs + Math.max(1, frame.arrivedMs() - newestArrivedMs) - atMs;
            from.placeAt(shift);
        }
        newestMs = Math.max(newestMs, atMs + from.shiftMs());
        newestArrivedMs = frame.arrivedMs();
        return frame.shiftedBy(ticks(frame.track(), from.shiftMs()));
    }

    private long ticks(TrackKind track, long millis) {
        TrackFormat format = track == TrackKind.VIDEO ? formats.video() : formats.audio();
        return format == null ? millis : millis * format.clockHz() / 1000;
    }

    /// After a while nobody waits for the other track: heads made from here on promise what is there.
    private void settle(Frame frame) {
        if (formats.settled()) return;
        if (publishedSinceMs == 0) publishedSinceMs = frame.arrivedMs();
        if (frame.arrivedMs() - publishedSinceMs < SETTLED_AFTER_MS) return;
        formats = formats.settled(true);
        fanouts.values().forEach(Fanout::forgetHead);
    }

    private boolean startsRun(Frame frame) {
        if (frame.video()) return frame.keyframe();
        if (formats.video() != null) return false;
        if (soundRunStartedMs != Long.MIN_VALUE && frame.arrivedMs() - soundRunStartedMs < SOUND_RUN_MS) return false;
        soundRunStartedMs = frame.arrivedMs();
        return true;
    }

    private void flushWithin(int millis, Frame frame) {
        boolean leads = frame.video() || formats.video() == null;
        if (!leads) {
            flushAfter(Math.max(millis, RIDE_MS));
            return;
        }
        // By the frames' own clock; should that be set back, the wait is a window at most.
        long sinceLedMs = Math.max(0, frame.arrivedMs() - ledMs);
        if (sinceLedMs < millis) {
            flushAfter(millis - sinceLedMs);
            return;
        }
        ledMs = frame.arrivedMs();
        flush();
    }

    private void flushAfter(long millis) {
        long atMs = newestArrivedMs + millis;
        if (flushTimer != null && flushAtMs <= atMs) return;
        if (flushTimer != null) flushTimer.cancel(false);
        flushAtMs = atMs;
        flushTimer = loop.schedule(this::flushInTime, millis, TimeUnit.MILLISECONDS);
    }

    private void flushInTime() {
        flushTimer = null;
        for (Frame frame : gathered) {
            if (frame.video() || formats.video() == null) ledMs = flushAtMs;
        }
        flush();
    }

    private void flush() {
        if (flushTimer != null) {
            flushTimer.cancel(false);
            flushTimer = null;
        }
        if (gathered.isEmpty()) return;
        Formats now = formats.settled(false);
        boolean formatsChanged = !now.equals(formatsTold);
        for (Fanout fanout : fanouts.values()) deliver(fanout, formatsChanged);
        formatsTold = now;
        gatheredStartsRun = false;
        gathered.forEach(Frame::release);
        gathered.clear();
    }

    private void deliver(Fanout fanout, boolean formatsChanged) {
        try {
            fanout.deliver(gathered, formats, formatsChanged, gatheredStartsRun);
        } catch (RuntimeException | OutOfMemoryError fault) {
            fanout.missed();
            tell(fault);
        }
    }

    private void fill(Fanout fanout) {
        // What is gathered is in the cache as well, and would come twice.
        flush();
        try {
            if (fanout.joinsFromCache() && cache.usable()) fanout.fill(cache.frames(), formats);
        } catch (RuntimeException | OutOfMemoryError fault) {
            tell(fault);
        }
    }

    /// A way out that fails must harm neither the others nor the publisher: the loop is told.
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
        flush();
        fanouts.values().forEach(Fanout::end);
        fanouts.clear();
        cache.clear();
        tally.published(false);
        onEnd.run();
    }

    private void onLoop(Runnable step) {
        if (loop.inEventLoop()) step.run();
        else loop.execute(step);
    }
}
