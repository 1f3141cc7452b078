package footlight.app.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarArchiveTest {
    @TempDir
    Path into;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    @Test
    void unpacksFilesFoldersAndLinksThatAreWanted() throws IOException {
        entry("bin/", '5', "", "");
        entry("bin/run", '0', "", "#!");
        entry("bin/also", '2', "run", "");
        entry("lib/x.a", '0', "", "static");
        unpack();
        assertThat(into.resolve("bin/also")).hasContent("#!").isSymbolicLink();
        assertThat(Files.isExecutable(into.resolve("bin/run"))).isTrue();
        assertThat(into.resolve("lib")).doesNotExist();
    }

    @Test
    void refusesAnEntryOrALinkThatLeavesTheFolder() throws IOException {
        entry("../outside", '0', "", "x");
        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("leaves its folder");
        archive.reset();
        entry("link", '2', "../../outside", "");
        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("leaves its folder");
    }

    @Test
    void refusesAnArchiveThatEndsInTheMiddleWhereverThatIs() throws IOException {
        entry("file", '0', "", "content");
        byte[] whole = archive.toByteArray();
        for (int length = 1; length < 512 + 7; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> TarArchive.unpack(new ByteArrayInputStream(cut), into, path -> true))
                    .as("cut at " + cut.length)
                    .isInstanceOf(IOException.class);
        }
    }

    private void unpack() throws IOException {
        TarArchive.unpack(new ByteArrayInputStream(archive.toByteArray()), into, path -> !path.endsWith(".a"));
    }

    private void entry(String name, char type, String link, String body) throws IOException {
        byte[] head = new byte[512];
        put(head, 0, name);
        put(head, 100, "0000755");
        put(head, 124, String.format("%011o", body.length()));
        head[156] = (byte) type;
        put(head, 157, link);
        archive.write(head);
        archive.write(body.getBytes(StandardCharsets.UTF_8));
        archive.write(new byte[(512 - body.length() % 512) % 512]);
    }

    private static void put(byte[] head, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, head, offset, bytes.length);
    }
}
