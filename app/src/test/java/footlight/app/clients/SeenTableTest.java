package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenTableTest {
    private static final Seen OLD = new Seen(Seen.Side.PLAYS, "mpv 0.35.1", "RTMP", "picture and sound | once");
    private static final Seen NEW = new Seen(Seen.Side.PLAYS, "mpv 0.40.0", "RTMP", "picture alone");
    private static final Seen OTHER = new Seen(Seen.Side.PUBLISHES, "mpv 0.35.1", "RTMP", "is no encoder");

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadAgain() {
        assertThat(SeenTable.read(SeenTable.markdown(List.of(OLD, OTHER)))).containsExactly(OTHER, OLD);
    }

    @Test
    void aRowSeenAnewReplacesItsOwnAndLeavesTheRestOfThePage() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), """
                before
                <!-- What was seen: written by `./footlight test --clients --write`. -->
                <!-- End of what was seen. -->
                behind
                """);
        SeenTable.write(page, List.of(OLD, OTHER));
        SeenTable.write(page, List.of(NEW));
        String text = Files.readString(page);
        assertThat(SeenTable.read(text)).containsExactly(OTHER, NEW);
        assertThat(text).startsWith("before\n").endsWith("-->\nbehind\n");
    }

    @Test
    void twoPlayersOfOneBrowserAreTwoRows() {
        Seen one = new Seen(Seen.Side.PLAYS, "Chromium 156.0, hls.js 1.7.4", "HLS", "picture");
        Seen two = new Seen(Seen.Side.PLAYS, "Chromium 156.0, shaka-player 5.2.12", "HLS", "picture");
        assertThat(one.key()).isNotEqualTo(two.key());
        assertThat(one.key()).isEqualTo(new Seen(Seen.Side.PLAYS, "Chromium 157.1, hls.js 1.8", "HLS", "sound").key());
    }

    @Test
    void aPageWithoutTheMarksIsLeftAlone() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "nothing of ours\n");
        assertThatThrownBy(() -> SeenTable.write(page, List.of(OLD))).hasMessageContaining("marks");
        assertThat(page).hasContent("nothing of ours");
    }
}
