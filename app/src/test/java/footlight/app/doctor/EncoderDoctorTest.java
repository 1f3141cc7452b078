package footlight.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.RunningProgram;
import footlight.app.doctor.BadLine.Manner;
import footlight.testkit.Programs;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real encoders, each with a fault of its own, all at once before the whole program: the API's advice names each.
@Timeout(420)
class EncoderDoctorTest {
    private static final String CODED =
            "-c:v libx264 -preset superfast -b:v 1500k -maxrate 1500k -bufsize 1500k -sc_threshold 0 -keyint_min 30";
    private static final String SOUND = "-c:a aac -b:a 96k";

    /// What has to do with how an encoder is set, and not with how busy this machine is.
    private static final Set<String> SET = Set.of(
            "keyframes-rare",
            "keyframes-frequent",
            "sound-missing",
            "picture-missing",
            "frame-rate-low",
            "frame-rate-high",
            "size-small",
            "size-large",
            "bit-depth",
            "color-format",
            "b-frames",
            "bitrate-high",
            "bitrate-low",
            "bitrate-uneven",
            "profile-baseline",
            "video-codec",
            "times-mended",
            "times-unit",
            "sound-rate",
            "sound-channels",
            "encoder-drops");

    @TempDir
    Path folder;

    private final Path ffmpeg = Programs.need("ffmpeg", "ffmpeg");
    private final List<Process> started = new ArrayList<>();

    /// @param clip options that make the clip
    /// @param send options between the clip and where it goes
    private record Patient(String code, String source, String clip, String send) {
        static Patient coded(String code, String clip) {
            return new Patient(code, "testsrc2=s=854x480:r=30", clip, "");
        }
    }

    private static final List<Patient> PATIENTS = List.of(
            Patient.coded("", "-g 60 -bf 0 -pix_fmt yuv420p"),
            Patient.coded("keyframes-rare", "-g 240 -bf 0 -pix_fmt yuv420p"),
            Patient.coded("sound-missing", "-g 60 -bf 0 -pix_fmt yuv420p -an"),
            new Patient("frame-rate-low", "testsrc2=s=854x480:r=15", "-g 30 -bf 0 -pix_fmt yuv420p", ""),
            new Patient("size-small", "testsrc2=s=426x240:r=30", "-g 60 -bf 0 -pix_fmt yuv420p", ""),
            Patient.coded("bit-depth", "-g 60 -bf 0 -pix_fmt yuv420p10le -profile:v high10"),
            Patient.coded("color-format", "-g 60 -bf 0 -pix_fmt yuv422p -profile:v high422"),
            Patient.coded("b-frames", "-g 60 -bf 3 -pix_fmt yuv420p"),
            Patient.coded(
                    "bitrate-uneven",
                    "-g 60 -bf 0 -pix_fmt yuv420p -maxrate 60M -bufsize 60M -crf 18 -vf noise=alls=60:allf=t:enable='lt(t,2)'"),
            Patient.coded(
                    "bitrate-high",
                    "-g 60 -bf 0 -pix_fmt yuv420p -maxrate 9M -bufsize 9M -b:v 8M -vf noise=alls=60:allf=t"),
            Patient.coded("sound-gaps", "-g 60 -bf 0 -pix_fmt yuv420p -af aselect='lt(mod(t,3),2.4)'"),
            new Patient(
                    "times-mended",
                    "testsrc2=s=854x480:r=30",
                    "-g 60 -bf 0 -pix_fmt yuv420p",
                    "-bsf:v setts=ts=floor(TS/100)*100"));

    @AfterEach
    void nothingIsLeftRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void namesEachFaultThatRealEncodersCommit() throws Exception {
        Map<Patient, Path> clips = clips();
        try (RunningProgram serve = RunningProgram.serve(folder);
                BadLine stuttering = BadLine.to(rtmpPort(serve), STUTTERS);
                BadLine narrow = BadLine.to(rtmpPort(serve), new Manner.Narrow(140_000))) {
            Map<String, String> awaited = new LinkedHashMap<>();
            Path healthy = Objects.requireNonNull(clips.get(PATIENTS.getFirst()));
            for (Map.Entry<Patient, Path> entry : clips.entrySet()) {
                JsonObject show = serve.makeShow("A patient");
                publish(entry.getValue(), entry.getKey().send(), address(show));
                awaited.put(show.getString("id"), entry.getKey().code());
            }
            JsonObject fits = serve.makeShow("A stuttering line");
            publish(healthy, "", through(stuttering, fits));
            awaited.put(fits.getString("id"), "uplink-jitter");
            JsonObject slow = serve.makeShow("A narrow line");
            publish(healthy, "", through(narrow, slow));
            awaited.put(slow.getString("id"), "uplink-slow");
            JsonObject leaves = serve.makeShow("One that keeps leaving");
            awaited.put(leaves.getString("id"), "encoder-drops");

            Map<String, Set<String>> said = new LinkedHashMap<>();
            Process leaving = publish(healthy, "-t 3", address(leaves));
            int comings = 1;
            Set<String> open = new TreeSet<>(awaited.keySet());
            long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (!allNamed(awaited, said)) {
                assertThat(System.nanoTime()).as("%s of %s", said, awaited).isLessThan(end);
                for (String show : open)
                    said.computeIfAbsent(show, _ -> new TreeSet<>()).addAll(advice(serve, show));
                if (!leaving.isAlive() && comings < 6) {
                    comings++;
                    leaving = publish(healthy, "-t 8", address(leaves));
                }
                // The healthy one goes on, so this is a second's rest.
                started.get(PATIENTS.size()).waitFor(1, TimeUnit.SECONDS);
            }
            String well = awaited.keySet().iterator().next();
            assertThat(said.get(well)).as("of the healthy one").doesNotContainAnyElementsOf(SET);
        }
    }

    private static final Manner STUTTERS = new Manner.Stutters(Duration.ofSeconds(3), Duration.ofMillis(1_500));

    private static boolean allNamed(Map<String, String> awaited, Map<String, Set<String>> said) {
        return awaited.entrySet().stream()
                .allMatch(one -> one.getValue().isEmpty()
                        || said.getOrDefault(one.getKey(), Set.of()).contains(one.getValue()));
    }

    private static Set<String> advice(RunningProgram serve, String show) throws IOException, InterruptedException {
        Set<String> codes = new TreeSet<>();
        for (Object one : serve.api("GET", "/shows/" + show + "/encoder", "").getJsonArray("advice")) {
            JsonObject advice = (JsonObject) one;
            codes.add(advice.getString("code"));
            assertThat(advice.getString("sentence")).isNotBlank();
            assertThat(advice.getString("remedy"))
                    .as("ffmpeg is known by its name")
                    .containsAnyOf("ffmpeg", "-");
        }
        return codes;
    }

    /// Made beforehand, as fast as the machine can: sending them then costs next to nothing.
    private Map<Patient, Path> clips() throws Exception {
        Map<Patient, Path> clips = new LinkedHashMap<>();
        for (Patient patient : PATIENTS) {
            Path clip = folder.resolve(clips.size() + ".flv");
            Process making = ffmpeg("-f lavfi -i " + patient.source() + " -f lavfi -i sine=r=48000 -t 12 " + CODED + " "
                    + SOUND + " " + patient.clip() + " " + clip);
            assertThat(making.waitFor()).as(patient.toString()).isZero();
            clips.put(patient, clip);
        }
        return clips;
    }

    private Process publish(Path clip, String how, String address) throws IOException {
        return ffmpeg("-re -stream_loop -1 -i " + clip + " -c copy " + how + " -f flv " + address);
    }

    private Process ffmpeg(String options) throws IOException {
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-hide_banner", "-v", "error", "-y"));
        for (String word : options.strip().split("\\s+", -1)) command.add(word);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "ffmpeg.log")))
                .start();
        started.add(process);
        return process;
    }

    private static String address(JsonObject show) {
        return show.getString("rtmp") + "/" + show.getString("key");
    }

    private static String through(BadLine line, JsonObject show) {
        return "rtmp://127.0.0.1:" + line.port() + "/live/" + show.getString("key");
    }

    private static int rtmpPort(RunningProgram serve) throws IOException, InterruptedException {
        return URI.create(serve.makeShow("For its address").getString("rtmp")).getPort();
    }
}
