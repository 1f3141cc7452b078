package footlight.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.Stranger;
import footlight.testkit.Programs;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples of docs/api.md, run as they stand there.
@Timeout(120)
class DocsExamplesTest {
    private static final Path PAGE = Path.of("..", "docs", "api.md");

    @TempDir
    Path folder;

    @Test
    void whatTheDocsSayWorksAsItStandsThere() throws Exception {
        Programs.need("curl", "curl");
        Programs.need("jq", "jq");
        try (RunningPlatform running = RunningPlatform.open(600);
                Stranger receiver = Stranger.open(Stranger.answering(200, "taken"))) {
            House house = new House(running);
            Map<String, String> environment = Map.of(
                    "SITE", running.url(),
                    "KEY", house.keySecret("shows:write", "live", "passes", "webhooks"),
                    "CHANNEL", house.channel,
                    "HOOK", receiver.url("/in"));
            Run run = run("set -eu\n" + blocks("sh"), environment);
            assertThat(run.status()).as(run.said()).isZero();
            assertThat(run.said())
                    .contains("House")
                    .contains("rtmp://")
                    .contains("Opening night, sold out")
                    .contains("#pass=", "\"role\": \"viewer\"", "pass-revoked")
                    .contains("invalid-request", "titel")
                    .containsIgnoringCase("ratelimit-policy:")
                    .contains("\"state\": \"delivered\"", "\"answer\": \"taken\"")
                    .contains("\"type\": \"webhook.test\"");
            Browser.Reply gone = house.founder.get(
                    "/channels/" + house.channel + "/webhooks/" + new JsonObject(read("webhook.json")).getString("id"));
            assertThat(gone.status()).isEqualTo(404);
            verifies(receiver.next(), read("webhook.secret").strip());
        }
    }

    /// The page's own check says of a message that came that it is good, and of one that was changed that it is not.
    private void verifies(Stranger.Asked asked, String secret) throws Exception {
        Programs.need("node", "nodejs");
        Files.writeString(folder.resolve("good.mjs"), blocks("js"));
        JsonObject input = new JsonObject()
                .put("headers", new JsonObject(Map.copyOf(asked.headers())))
                .put("body", asked.text())
                .put("secret", secret);
        Files.writeString(folder.resolve("asked.json"), input.encode());
        Files.writeString(folder.resolve("check.mjs"), """
                import { readFileSync } from 'node:fs';
                import { good } from './good.mjs';
                const { headers, body, secret } = JSON.parse(readFileSync('asked.json', 'utf8'));
                const now = Number(headers['webhook-timestamp']);
                const two = { ...headers, 'webhook-signature': 'v1,AAAA ' + headers['webhook-signature'] };
                console.log(good(headers, body, secret, now), good(two, body, secret, now),
                  good(headers, body + ' ', secret, now), good(headers, body, 'whsec_AAAA', now),
                  good(headers, body, secret, now + 301));
                """);
        Run run = run("node check.mjs", Map.of());
        assertThat(run.said().strip()).isEqualTo("true true false false false");
    }

    private record Run(int status, String said) {}

    private Run run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", "set -o pipefail\n" + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        bash.environment().putAll(environment);
        Process process = bash.start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) process.destroyForcibly();
        return new Run(process.waitFor(), Files.readString(said));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /// All blocks of this language, one after the other.
    private static String blocks(String language) throws IOException {
        Pattern block = Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
        String all = block.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .map(text -> text.replaceAll("(?m)^```.*\\n?", ""))
                .collect(Collectors.joining("\n"));
        assertThat(all).as("blocks of " + language).isNotBlank();
        return all;
    }
}
