package footlight.bench;

import footlight.bench.host.HostLoad;
import footlight.bench.load.Clip;
import footlight.bench.load.Heard;
import footlight.bench.load.HlsViewing;
import footlight.bench.load.Viewing;
import footlight.bench.subject.Flush;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to think of a run's figures. `faults` say why they must not be trusted or what the subject lost;
/// `noise` says what else was going on.
record Verdict(List<String> faults, List<String> noise) {
    /// Above it the tool itself may be what is late.
    private static final double TOOL_CORES = 0.8;

    private static final double STRANGERS_CORES = 0.15;
    private static final double STOLEN_SHARE = 0.05;
    private static final double FULL_HOST = 0.97;
    private static final double LOST_SHARE = 0.03;

    static Verdict on(Viewing viewing, Flush flush, boolean publisherLost) {
        var heard = viewing.heard();
        var faults = ofMachine(viewing.host(), heard.toolCores(), publisherLost);
        int gone = heard.asked() - heard.stayed();
        if (gone > 0) faults.add("dropped " + gone + " of " + heard.asked() + " viewers");
        if (heard.stalls() > 0) faults.add(heard.stalls() + " gaps over 2 s");
        if (heard.badFrames() > 0) faults.add(heard.badFrames() + " viewers got broken framing");
        lost(heard, flush).ifPresent(faults::add);
        return new Verdict(List.copyOf(faults), noise(viewing.host(), viewing.othersCores()));
    }

    /// @param lowLatency whether all players should have come to use it
    static Verdict on(HlsViewing viewing, boolean lowLatency, boolean publisherLost) {
        var heard = viewing.heard();
        var faults = ofMachine(viewing.host(), heard.toolCores(), publisherLost);
        int gone = heard.asked() - heard.stayed();
        if (gone > 0) faults.add("dropped " + gone + " of " + heard.asked() + " players");
        if (heard.errors() > 0) faults.add(heard.errors() + " requests failed");
        if (heard.stalls() > 0) faults.add(heard.stalls() + " stalls");
        if (lowLatency && heard.lowLatency() < heard.asked())
            faults.add((heard.asked() - heard.lowLatency()) + " players were offered no low latency");
        return new Verdict(List.copyOf(faults), noise(viewing.host(), viewing.othersCores()));
    }

    /// @param othersCores what strangers used while nobody watched
    static Verdict on(HostLoad host, double othersCores, boolean publisherLost) {
        return new Verdict(List.copyOf(ofMachine(host, 0, publisherLost)), noise(host, othersCores));
    }

    private static List<String> ofMachine(HostLoad host, double toolCores, boolean publisherLost) {
        var faults = new ArrayList<String>();
        if (publisherLost) faults.add("invalid: the publisher was dropped");
        if (toolCores > TOOL_CORES) faults.add(say("invalid: load tool used %.2f of a core", toolCores));
        if (host.busyShare() > FULL_HOST) faults.add("invalid: no processor time was left");
        return faults;
    }

    private static List<String> noise(HostLoad host, double othersCores) {
        var noise = new ArrayList<String>();
        if (othersCores > STRANGERS_CORES) noise.add(say("noisy: other processes used %.2f cores", othersCores));
        if (host.stolenShare() > STOLEN_SHARE) noise.add(say("noisy: %.0f %% stolen", host.stolenShare() * 100));
        return List.copyOf(noise);
    }

    /// As it stands beside the figures; empty when there is nothing to say.
    Optional<String> note() {
        String words = Stream.concat(faults.stream(), noise.stream()).collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /// A batch may fall just outside either end of the window; what is missing beyond that was lost.
    private static Optional<String> lost(Heard heard, Flush flush) {
        if (heard.stayed() == 0) return Optional.empty();
        double due = Clip.FRAMES_PER_SECOND;
        double edge = due * (flush.ms() / 1000.0 + 0.1) / heard.seconds();
        if (heard.framesPerSecond() >= due * (1 - LOST_SHARE) - edge) return Optional.empty();
        return Optional.of(say("dropped frames: %.1f of 30 a second", heard.framesPerSecond()));
    }

    private static String say(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
