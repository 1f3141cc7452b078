package footlight.wire.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.wire.cmaf.Ffmpeg;
import footlight.wire.cmaf.Remuxed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ffmpeg plays what our playlists tell of as it plays the file they were made from.
final class PlayedPlaylistTest {
    @TempDir
    Path folder;

    @Test
    void ffmpegPlaysTheSegmentsOfALowLatencyPlaylist() throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.need();
        Path source = source(ffmpeg);
        Remuxed remuxed = Remuxed.of(source);
        write("init.mp4", remuxed.init());
        write("list.m3u8", list(segments(remuxed)).text());
        write(
                "all.m3u8",
                new MultivariantPlaylist(
                                true, List.of(new Variant("list.m3u8", 500_000, 0, codecs(remuxed), 160, 90, 25)))
                        .text());
        List<String> alike = frames(ffmpeg.decoded(source));
        assertThat(alike).hasSizeGreaterThan(90);
        assertThat(frames(ffmpeg.decoded(folder.resolve("list.m3u8")))).isEqualTo(alike);
        assertThat(frames(ffmpeg.decoded(folder.resolve("all.m3u8")))).isEqualTo(alike);
    }

    private static List<String> codecs(Remuxed remuxed) {
        return remuxed.tracks().stream().map(track -> track.entry().codec()).toList();
    }

    private Path source(Ffmpeg ffmpeg) {
        Path source = folder.resolve("source.mp4");
        List<String> make = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=rate=25:size=160x90"));
        make.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "2"));
        make.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-g", "10", "-bf", "2", "-c:a", "aac"));
        make.addAll(
                List.of("-use_editlist", "0", "-movflags", "frag_keyframe+empty_moov+delay_moov+default_base_moof"));
        make.add(source.toString());
        ffmpeg.run(make);
        return source;
    }

    /// Each fragment is a segment of one part, 0.4 s long.
    private List<Segment> segments(Remuxed remuxed) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < remuxed.pieces().size(); i++) {
            String uri = i + ".m4s";
            write(uri, remuxed.fragment(i));
            var start = new SegmentStart(false, "init.mp4", Instant.EPOCH.plusMillis(400L * i));
            segments.add(new Segment(start, List.of(new Part(uri, 400_000, true)), uri, 400_000));
        }
        return segments;
    }

    private static MediaPlaylist list(List<Segment> segments) {
        var control = new ServerControl(true, 1_200_000, 3_000_000, 6_000_000);
        return new MediaPlaylist(
                1, 400_000, control, PlaylistType.SLIDING, 3, 0, segments, null, null, List.of(), true);
    }

    private void write(String name, ByteBuffer bytes) throws IOException {
        try (FileChannel file =
                FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(bytes);
        }
        assertThat(Files.size(folder.resolve(name))).isPositive();
    }

    private static List<String> frames(String digest) {
        return digest.lines().filter(line -> !line.startsWith("#")).toList();
    }
}
