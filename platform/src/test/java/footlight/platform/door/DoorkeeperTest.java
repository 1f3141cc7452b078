package footlight.platform.door;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Doorkeeper.Entrance;
import footlight.platform.running.TestClock;
import footlight.platform.secret.SecretKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorkeeperTest {
    private static final String OPEN = "openstream01";
    private static final String CLOSED = "closedstream";
    private static final String OVER = "overstream01";

    private final TestClock clock = new TestClock();
    private final PassCheck passes;
    private final Doorkeeper doorkeeper;

    DoorkeeperTest(@TempDir Path folder) throws IOException {
        passes = new PassCheck(SecretKey.open(folder).signer("pass"), clock);
        doorkeeper = new Doorkeeper(
                streamId -> switch (streamId) {
                    case OPEN -> Doors.Door.OPEN;
                    case CLOSED -> Doors.Door.CLOSED;
                    case OVER -> Doors.Door.CURTAIN;
                    default -> Doors.Door.NOT_THERE;
                },
                passes);
    }

    private String answer(String streamId, @Nullable String pass) {
        return switch (doorkeeper.mayPlay(streamId, pass)) {
            case Entrance.Granted(boolean audience) -> audience ? "audience" : "creator";
            case Entrance.Remainder() -> "remainder";
            case Entrance.Refused(int status, String code, String detail) -> status + " " + code;
        };
    }

    private String pass(String streamId) {
        return passes.make(streamId).token();
    }

    @Test
    void aPublicLiveShowLetsEverybodyIn() {
        assertThat(answer(OPEN, null)).isEqualTo("audience");
        assertThat(answer(OPEN, "an old pass")).isEqualTo("audience");
    }

    @Test
    void theCreatorsOwnLookIsNotOfTheAudience() {
        assertThat(answer(OPEN, pass(OPEN))).isEqualTo("creator");
        assertThat(answer(OPEN, pass(CLOSED))).isEqualTo("audience");
    }

    @Test
    void beforeItIsLiveOnlyItsPassOpensIt() {
        assertThat(answer(CLOSED, null)).isEqualTo("403 not-live");
        assertThat(answer(CLOSED, pass(CLOSED))).isEqualTo("creator");
        assertThat(answer(CLOSED, pass(OPEN))).isEqualTo("401 pass-not-good");
        assertThat(answer("nothing", pass("nothing"))).isEqualTo("404 stream-not-found");
    }

    @Test
    void ofAShowThatHasJustEndedTheRestIsLeftToFetch() {
        assertThat(answer(OVER, null)).isEqualTo("remainder");
        assertThat(answer(OVER, pass(OVER))).isEqualTo("remainder");
    }

    @Test
    void aPassLastsTenMinutes() {
        String pass = pass(CLOSED);
        clock.pass(Duration.ofSeconds(599));
        assertThat(answer(CLOSED, pass)).isEqualTo("creator");
        clock.pass(Duration.ofSeconds(1));
        assertThat(answer(CLOSED, pass)).isEqualTo("401 pass-not-good");
    }

    @Test
    void noChangedLetterOfAPassIsTaken() {
        String pass = pass(CLOSED);
        for (int i = 0; i < pass.length() - 1; i++) {
            char other = pass.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(answer(CLOSED, pass.substring(0, i) + other + pass.substring(i + 1)))
                    .as("letter %s changed", i)
                    .isEqualTo("401 pass-not-good");
        }
    }

    @Test
    void garbageIsNoPass() {
        for (String garbage :
                new String[] {"", ".", "..", "...", "a.b.c", CLOSED + "..", "%00", "x".repeat(10_000), "é.ü.ß"})
            assertThat(answer(CLOSED, garbage)).isEqualTo("401 pass-not-good");
    }
}
