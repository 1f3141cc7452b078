package footlight.front.statics;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.front.RawClient;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
    private static final StaticFiles FILES = StaticFiles.of(StaticFilesTest.class.getClassLoader(), "statics-test");
    private static Loops loops;
    private static Front front;

    @BeforeAll
    static void open() {
        loops = Loops.open(1);
        front = Front.open(loops, FrontSettings.local(), List.of(FILES));
    }

    @AfterAll
    static void close() {
        front.close();
        loops.close();
    }

    @Test
    void hashedFilesMayBeKeptForEver() throws Exception {
        assertThat(ask("GET", "/assets/app-1a2b.js", ""))
                .startsWith("HTTP/1.1 200 OK")
                .contains("cache-control: public, max-age=31536000, immutable")
                .contains("content-type: text/javascript; charset=utf-8")
                .contains("vary: accept-encoding")
                .endsWith("console.log(\"plain\");");
        assertThat(ask("GET", "/favicon.svg", "")).contains("cache-control: no-cache", "image/svg+xml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br|br",
                "gzip|gzip",
                "GZIP|gzip",
                "br;q=0.5, gzip;q=0.8|gzip",
                "br;q=0, gzip;q=0|none",
                "*|br",
                "*;q=0|none",
                "identity, br;q=0.5|none",
                "br;q=0.001|br",
                "br;q=rubbish|none",
                ";;;,,q=|none",
                "zstd|none",
            })
    void theFormIsTheBestThatTheClientTakes(String accepted, String coding) throws Exception {
        String answer = ask("GET", "/assets/app-1a2b.js", "Accept-Encoding: " + accepted + "\r\n");
        if (coding.equals("none")) {
            assertThat(answer).doesNotContain("content-encoding").endsWith(";");
        } else {
            assertThat(answer).contains("content-encoding: " + coding).endsWith(coding.equals("br") ? "BR" : "GZ");
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        String first = ask("GET", "/favicon.svg", "");
        String etag = first.replaceAll("(?s).*etag: (\"[0-9a-f]+\").*", "$1");
        for (String known : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
            assertThat(ask("GET", "/favicon.svg", "If-None-Match: " + known + "\r\n"))
                    .startsWith("HTTP/1.1 304 ")
                    .contains("etag: " + etag)
                    .endsWith("\r\n\r\n");
        }
        assertThat(ask("GET", "/favicon.svg", "If-None-Match: \"other\"\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void headSaysTheLengthAndSendsNothing() throws Exception {
        assertThat(ask("HEAD", "/favicon.svg", ""))
                .contains("content-length: 41")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../logback-test.xml",
                "/assets/../../logback-test.xml",
                "/%2e%2e/logback-test.xml",
                "/assets/%2e%2e%2f%2e%2e%2flogback-test.xml",
                "/..%5clogback-test.xml",
                "//favicon.svg/..",
                "/assets",
                "/assets/",
                "/assets/app-1a2b.js.br",
                "/index.html",
                "/%00favicon.svg",
            })
    void nothingElseCanBeReached(String path) throws Exception {
        assertThat(ask("GET", path, "")).startsWith("HTTP/1.1 404 ").contains("\"code\":\"not-found\"");
    }

    @Test
    void typesAreRight() {
        assertThat(MediaTypes.of("/a.m4s")).isEqualTo("video/iso.segment");
        assertThat(MediaTypes.of("/b.M3U8")).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(MediaTypes.of("inter.woff2")).isEqualTo("font/woff2");
        assertThat(MediaTypes.of("noending")).isEqualTo("application/octet-stream");
    }

    @Test
    void theShellIsForWhoeverRendersIt() {
        assertThat(FILES.shell()).contains("<!doctype html><title>shell</title>");
        assertThat(StaticFiles.of(getClass().getClassLoader(), "no-such-folder").shell())
                .isEmpty();
    }

    @Test
    void filesInAJarAreReadAsWell() {
        // JUnit's own jar stands for the web module's.
        StaticFiles inJar = StaticFiles.of(getClass().getClassLoader(), "org/assertj/core/internal");
        assertThat(inJar.shell()).isEmpty();
    }

    private static String ask(String method, String path, String headers) throws Exception {
        try (RawClient client = RawClient.plain(front.httpPort())) {
            return client.say(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n")
                    .rest();
        }
    }
}
