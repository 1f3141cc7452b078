package footlight.engine.hls;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.Tap;
import footlight.live.TrackFormat;
import footlight.live.TrackKind;
import footlight.wire.MalformedMedia;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes parts and segments of one stream's frames, and tells after each change what there is. Lives on the stream's
/// loop; has no clock and no timer: media is cut by its own time.
///
/// Frames are gathered until it is clear which tracks there are ([Gathering]), and then go into an [Era]. Another
/// publisher, other formats, or a hole in time end the era; the next begins at a keyframe, behind a discontinuity.
final class Packager implements Tap {
    /// Where the leading track stays away, parts are cut by the other one, this much later.
    private static final long LEAD_LATE_US = 150_000;

    /// Sound that was heard this lately goes into the next era.
    private static final long HEARD_LATELY_US = 1_000_000;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final HlsSettings settings;
    private final String name;
    private final Window window;
    private final Shelf shelf;
    private final Gathering gathering;
    private final Cutter cutter;

    private Formats formats = Formats.NONE;
    private @Nullable Era era;
    private boolean eraDue;
    private int eras;
    private long soundHeardUs = NEVER;
    private boolean over;

    /// `name` begins all names of the stream, and is used for nothing else ever. `watched` tells
    /// whether somebody asked for something lately.
    Packager(HlsSettings settings, WindowMemory memory, String name, BooleanSupplier watched, Consumer<Snapshot> out) {
        this.settings = settings;
        this.name = name;
        this.window = new Window(settings, memory);
        this.shelf = new Shelf(settings, name, window, watched, out);
        this.gathering = new Gathering(window);
        this.cutter = new Cutter(settings);
    }

    @Override
    public void formats(Formats next) {
        for (TrackKind track : TrackKind.values()) {
            TrackFormat before = formats.of(track);
            if (before != null && !before.equals(next.of(track))) gathering.changed(track);
        }
        formats = next;
        if (era != null && era.outdatedBy(next)) eraDue = true;
    }

    @Override
    public void frame(Frame frame) {
        // A track that nobody has announced could not be told of.
        if (over || formats.of(frame.track()) == null) return;
        if (!frame.video()) soundHeardUs = formats.micros(frame);
        if (era == null) gather(frame);
        else place(era, frame);
    }

    @Override
    public void interrupted() {
        finishEra();
        gathering.drop();
        if (!over) shelf.tell(Snapshot.State.INTERRUPTED);
    }

    @Override
    public void resumed() {
        soundHeardUs = NEVER;
        over = false;
    }

    @Override
    public void ended() {
        finish();
    }

    /// What there is gets its end, and nothing is added until another publisher comes.
    void finish() {
        if (over) return;
        over = true;
        finishEra();
        gathering.drop();
        shelf.tell(Snapshot.State.ENDED);
    }

    /// Lets go of everything. What is being sent is kept by who sends it.
    void close() {
        finishEra();
        gathering.drop();
        window.close();
    }

    private void gather(Frame frame) {
        if (!gathering.add(frame, formats.micros(frame), formats)) return;
        Formats tracks = gathering.tracks(formats);
        List<Frame> gathered = gathering.take(formats);
        for (Frame held : gathered) {
            if (era == null && (held.video() || tracks.video() == null)) begin(tracks, held);
        }
        for (Frame held : gathered) {
            window.free(held.bytes());
            if (era != null) place(era, held);
            held.release();
        }
    }

    /// `first` is where the leading track begins.
    private void begin(Formats tracks, Frame first) {
        if (tracks.empty()) return;
        try {
            era = Era.of(name + Integer.toString(eras, Character.MAX_RADIX), tracks);
        } catch (MalformedMedia unusable) {
            // A decoder could not be told what comes; another format may be better.
            return;
        }
        eras++;
        eraDue = false;
        cutter.begin();
        open(era, first, formats.micros(first));
    }

    private void place(Era now, Frame frame) {
        long us = formats.micros(frame);
        boolean fits = now.fits(frame, formats);
        if (!fits) eraDue = true;
        if (eraDue && startsEra(frame)) {
            changeEra(frame, us);
        } else if (us - shelf.endUs() > settings.targetUs()) {
            // Nothing came for so long that no segment can hold it.
            finishEra();
            gather(frame);
        } else if (fits) {
            add(now, frame, us);
        }
    }

    /// Whether an era can begin with the frame: a keyframe; sound only where no picture is promised.
    private boolean startsEra(Frame frame) {
        return frame.video() ? frame.keyframe() : formats.video() == null;
    }

    private void changeEra(Frame frame, long us) {
        finishEra();
        boolean sound = formats.audio() != null && us - soundHeardUs < HEARD_LATELY_US;
        begin(new Formats(frame.video() ? formats.video() : null, sound ? formats.audio() : null), frame);
        if (era != null) add(era, frame, us);
    }

    private void add(Era now, Frame frame, long us) {
        TrackLine line = now.line(frame.track());
        if (line == null) return;
        if (!window.reserve(frame.bytes())) {
            // Not even without all that is there: the next keyframe may find room.
            finishEra();
            shelf.tell(Snapshot.State.LIVE);
            return;
        }
        line.settle(frame);
        if (now.leads(frame)) cutBefore(now, frame, us, line.lastUs());
        else if (us - shelf.endUs() > settings.partUs() + LEAD_LATE_US) cutLate(now, frame, us);
        line.hold(frame);
        if (now.leads(frame) && frame.keyframe()) cutter.keyframe(us);
    }

    private void cutBefore(Era now, Frame frame, long us, long frameUs) {
        boolean segmentEnds = frame.video()
                ? cutter.endsBeforePicture(us, frameUs, frame.keyframe())
                : cutter.endsBeforeSound(us, frameUs);
        boolean partEnds = (frame.keyframe() && maySplit(now, us)) || us + frameUs - shelf.endUs() > settings.partUs();
        if (segmentEnds) nextSegment(now, frame, us);
        else if (partEnds) closePart(now, us);
    }

    /// Whether the part so far may end here, its segment going on: only one that begins with a keyframe may be short,
    /// though where all are keyframes each picture must not be a part, and so a list, of its own. Before it is long
    /// enough a keyframe rides inside of it. Source: RFC 8216bis, 4.4.4.9.
    private boolean maySplit(Era now, long us) {
        long lengthUs = us - shelf.endUs();
        return lengthUs >= (now.independent() ? settings.shortestKeyframePartUs() : settings.shortestPartUs());
    }

    private void cutLate(Era now, Frame frame, long us) {
        if (cutter.endsBeforePicture(us, 0, false)) nextSegment(now, frame, us);
        else closePart(now, us);
    }

    private void closePart(Era now, long us) {
        if (us > shelf.endUs() && shelf.part(now, us)) shelf.tell(Snapshot.State.LIVE);
    }

    private void nextSegment(Era now, Frame frame, long us) {
        shelf.part(now, Math.min(us, cutter.latestEndUs()));
        shelf.closeSegment();
        open(now, frame, Math.max(shelf.endUs(), Math.min(us, cutter.latestEndUs())));
        shelf.tell(Snapshot.State.LIVE);
    }

    private void open(Era now, Frame first, long us) {
        shelf.open(now.init(), us, first.arrivedMs());
        cutter.open(us);
    }

    private void finishEra() {
        Era now = era;
        if (now == null) return;
        now.settle();
        shelf.part(now, Math.min(now.endUs(), cutter.latestEndUs()));
        shelf.closeSegment();
        shelf.breakOff();
        era = null;
    }
}
