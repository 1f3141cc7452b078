package footlight.engine.doctor;

import footlight.live.Formats;
import footlight.live.Frame;
import footlight.live.LiveStream;
import footlight.live.LocalStreams;
import footlight.live.StreamListener;
import footlight.live.Tap;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Sees every stream of this process from its first frame on. What it says of a stream is made anew once a second, on
/// the stream's loop, and may be read on any thread.
public final class EncoderDoctor implements StreamListener {
    private final Map<String, Patient> patients = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public EncoderDoctor(LocalStreams streams, InstantSource clock) {
        this.clock = clock;
        streams.listen(this);
    }

    /// What the encoder of this stream could do better, the worst first. Empty while there is none.
    public List<Advice> advice(String streamId) {
        Patient patient = patients.get(streamId);
        return patient == null ? List.of() : patient.advice;
    }

    /// Whose menus to speak of: what the stream's encoder calls itself. Any thread.
    public void encoderIs(String streamId, String name) {
        Patient patient = patients.get(streamId);
        if (patient != null) patient.program = EncoderProgram.named(name);
    }

    /// Looks at every stream; to be called once a second, on any thread.
    public void look() {
        // As precise as every other time of the API.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Patient patient : patients.values()) patient.stream.loop().execute(() -> patient.look(now));
    }

    @Override
    public void begun(LiveStream stream) {
        Patient patient = new Patient(stream);
        patients.put(stream.id(), patient);
        stream.attach(patient);
    }

    @Override
    public void ended(LiveStream stream) {
        patients.computeIfPresent(stream.id(), (_, patient) -> patient.stream == stream ? null : patient);
    }

    /// One stream. Lives on its loop; `advice` and `program` may be touched on any thread.
    private static final class Patient implements Tap {
        private final LiveStream stream;
        private final Checkup checkup = new Checkup();
        private Formats formats = Formats.NONE;
        private volatile List<Advice> advice = List.of();
        private volatile EncoderProgram program = EncoderProgram.OTHER;

        Patient(LiveStream stream) {
            this.stream = stream;
        }

        void look(Instant now) {
            advice = checkup.look(stream.facts().repairs(), program, nowMs(), now);
        }

        @Override
        public void formats(Formats now) {
            formats = now;
            checkup.formats(now);
        }

        @Override
        public void frame(Frame frame) {
            long decodeMs = formats.millis(frame.track(), frame.decodeTime());
            long showMs = formats.millis(frame.track(), frame.decodeTime() + frame.compositionOffset());
            checkup.frame(frame.track(), decodeMs, showMs - decodeMs, frame.keyframe(), frame.bytes(), nowMs());
        }

        @Override
        public void interrupted() {
            checkup.left(nowMs());
            advice = List.of();
        }

        @Override
        public void resumed() {
            checkup.cameBack(nowMs());
        }

        @Override
        public void ended() {
            advice = List.of();
        }

        /// Not the frames' own: the clock of the machine may be set.
        private static long nowMs() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }
    }
}
