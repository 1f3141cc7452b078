package footlight.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class FirstRunTest {
    private static String form(String token, String password) {
        return "{\"token\":\"" + token + "\",\"name\":\"Ada\",\"email\":\"Ada@Example.org\",\"password\":\"" + password
                + "\"}";
    }

    private static String token(RunningPlatform running) {
        return running.platform.setupPath().orElseThrow().substring("/setup?token=".length());
    }

    @Test
    void theLinkMakesTheOwnersAccountOnceAndSignsItIn() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Browser browser = running.browser();
            assertThat(browser.get("/session").json().getBoolean("setupNeeded")).isTrue();
            assertThat(browser.post("/setup", form("wrong", Browser.PASSWORD)).code())
                    .isEqualTo("setup-token-wrong");
            var weak = browser.post("/setup", form(token(running), "password2026"));
            assertThat(weak.status()).isEqualTo(422);
            assertThat(weak.json().getString("detail")).contains("most common");

            var made = browser.post("/setup", form(token(running), Browser.PASSWORD));
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.json().getJsonObject("account").getString("email")).isEqualTo("ada@example.org");
            assertThat(made.json().getJsonArray("channels")).hasSize(1);
            assertThat(browser.get("/session").json().getJsonObject("account").getString("name"))
                    .isEqualTo("Ada");
            assertThat(browser.get("/session").json().getBoolean("setupNeeded")).isFalse();

            assertThat(running.browser()
                            .post("/setup", form(token(running), Browser.PASSWORD))
                            .code())
                    .isEqualTo("setup-done");
        }
    }

    @Test
    void aNewStartMakesTheOldLinkWorthless() throws IOException {
        RunningPlatform before = RunningPlatform.open();
        String old = token(before);
        try (RunningPlatform running = before.restarted()) {
            assertThat(running.browser()
                            .post("/setup", form(old, Browser.PASSWORD))
                            .code())
                    .isEqualTo("setup-token-wrong");
            assertThat(running.browser()
                            .post("/setup", form(token(running), Browser.PASSWORD))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void oneLinkUsedByManyAtOnceMakesOneAccount() throws InterruptedException {
        try (RunningPlatform running = RunningPlatform.open()) {
            String token = token(running);
            int[] statuses = new int[6];
            Thread[] threads = new Thread[statuses.length];
            for (int i = 0; i < threads.length; i++) {
                int at = i;
                threads[i] = Thread.ofVirtual()
                        .start(() -> statuses[at] = running.browser()
                                .post("/setup", form(token, Browser.PASSWORD))
                                .status());
            }
            for (Thread thread : threads) thread.join();
            assertThat(statuses).containsOnlyOnce(201).contains(409);
        }
    }

    @Test
    void secretsInTheDataFolderAreForTheServersUserAlone() throws IOException {
        try (RunningPlatform running = RunningPlatform.open()) {
            for (String name : new String[] {"secret.key", "admin.token"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running.dataDir.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }
}
