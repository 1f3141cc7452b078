package footlight.platform.door;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.door.Turnstile.Entrance;
import footlight.platform.running.TestClock;
import footlight.platform.running.TestPostgres;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import footlight.platform.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnstileTest {
    private static final String OPEN = "openstream01";
    private static final String CLOSED = "closedstream";
    private static final String GUARDED = "guardstream1";
    private static final String OVER = "overstream01";
    private static final String GUARDED_OVER = "overguarded1";
    private static final String CHANNEL = "channel00001";

    private static final Database DATABASE = Database.open(TestPostgres.freshUrl(), "", "");

    private final TestClock clock = new TestClock();
    private final RandomNames names = new RandomNames();
    private final Revoked revoked;
    private final PassCheck passes;
    private final Turnstile turnstile;

    TurnstileTest(@TempDir Path folder) throws IOException {
        revoked = Revoked.open(DATABASE.jdbi(), clock);
        passes = new PassCheck(SecretKey.open(folder).signer("pass"), revoked, names, clock);
        turnstile = new Turnstile(TurnstileTest::door, passes, FirstUses.open(DATABASE.jdbi(), clock));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Doors.Door door(String streamId) {
        return switch (streamId) {
            case OPEN -> Doors.Door.OPEN;
            case CLOSED -> Doors.Door.CLOSED;
            case GUARDED -> Doors.Door.GUARDED;
            case OVER -> Doors.Door.CURTAIN;
            case GUARDED_OVER -> Doors.Door.GUARDED_CURTAIN;
            default -> Doors.Door.NOT_THERE;
        };
    }

    private String answer(String streamId, @Nullable String pass) {
        return answer(streamId, pass, "somebody");
    }

    private String answer(String streamId, @Nullable String pass, String client) {
        return switch (turnstile.mayPlay(streamId, pass, client)) {
            case Entrance.Granted(boolean audience, String who) -> audience ? "audience" : "creator";
            case Entrance.Remainder() -> "remainder";
            case Entrance.Refused(int status, String code, String detail) -> status + " " + code;
        };
    }

    private Pass.Signed pass(String streamId, Standing standing, Ground ground) {
        return pass(streamId, standing, ground, names.id(), "guest:somebody", false);
    }

    private Pass.Signed pass(
            String streamId, Standing standing, Ground ground, String id, String viewer, boolean once) {
        return passes.sign(new Pass(
                id,
                streamId,
                CHANNEL,
                viewer,
                standing,
                ground,
                once,
                clock.instant().plus(PassCheck.LASTS),
                passes.epoch()));
    }

    private String crew(String streamId) {
        return pass(streamId, Standing.CREW, Ground.CREW).token();
    }

    private String viewer(String streamId) {
        return pass(streamId, Standing.VIEWER, Ground.PASSWORD).token();
    }

    @Test
    void anOpenShowLetsEverybodyIn() {
        assertThat(answer(OPEN, null)).isEqualTo("audience");
        assertThat(answer(OPEN, "an old pass")).isEqualTo("audience");
        assertThat(answer(OPEN, viewer(OPEN))).isEqualTo("audience");
    }

    @Test
    void theCrewsOwnLookIsNotOfTheAudience() {
        assertThat(answer(OPEN, crew(OPEN))).isEqualTo("creator");
        assertThat(answer(OPEN, crew(CLOSED))).isEqualTo("audience");
        assertThat(answer(GUARDED, crew(GUARDED))).isEqualTo("creator");
    }

    @Test
    void beforeItIsLiveOnlyTheCrewsPassOpensIt() {
        assertThat(answer(CLOSED, null)).isEqualTo("403 not-live");
        assertThat(answer(CLOSED, crew(CLOSED))).isEqualTo("creator");
        assertThat(answer(CLOSED, viewer(CLOSED))).isEqualTo("403 not-live");
        assertThat(answer(CLOSED, crew(OPEN))).isEqualTo("401 pass-not-good");
        assertThat(answer("nothing", crew("nothing12345"))).isEqualTo("404 stream-not-found");
    }

    @Test
    void aGuardedShowTakesAPassOfItsOwn() {
        assertThat(answer(GUARDED, null)).isEqualTo("401 pass-needed");
        assertThat(answer(GUARDED, viewer(GUARDED))).isEqualTo("audience");
        assertThat(answer(GUARDED, viewer(OPEN))).isEqualTo("401 pass-not-good");
        assertThat(answer(GUARDED, "garbage")).isEqualTo("401 pass-not-good");
    }

    @Test
    void ofAShowThatHasJustEndedTheRestIsLeftToFetch() {
        assertThat(answer(OVER, null)).isEqualTo("remainder");
        assertThat(answer(GUARDED_OVER, viewer(GUARDED_OVER))).isEqualTo("remainder");
        assertThat(answer(GUARDED_OVER, null)).isEqualTo("401 pass-needed");
    }

    @Test
    void aPassLastsTenMinutes() {
        String pass = viewer(GUARDED);
        clock.pass(Duration.ofSeconds(599));
        assertThat(answer(GUARDED, pass)).isEqualTo("audience");
        clock.pass(Duration.ofSeconds(1));
        assertThat(answer(GUARDED, pass)).isEqualTo("401 pass-expired");
    }

    @Test
    void aRenewedPassGoesOnUnderItsOldName() {
        Venue venue = new Venue("show00000001", CHANNEL, GUARDED, "private", false);
        Entry.Admitted entry =
                new Entry.Admitted(Standing.VIEWER, Ground.INVITATION, names.id(), "guest:somebody", null);
        String first = passes.renewable(entry, venue, passes.epoch()).token();
        clock.pass(Duration.ofMinutes(8));
        passes.renewable(entry, venue, passes.epoch());
        clock.pass(Duration.ofMinutes(8));
        assertThat(answer(GUARDED, first)).isEqualTo("audience");
        clock.pass(Duration.ofMinutes(3));
        assertThat(answer(GUARDED, first)).isEqualTo("401 pass-expired");
    }

    @Test
    void whatIsTakenBackEndsEveryPassThatWasAskedForBefore() {
        record Case(String name, String key) {}
        Pass.Signed mine = pass(GUARDED, Standing.VIEWER, Ground.OPEN, names.id(), "account:ada", false);
        for (Case one : List.of(
                new Case("the pass", Revoked.ofPass(mine.pass().id())),
                new Case("the person at the show", Revoked.ofPerson(GUARDED, "account:ada")),
                new Case("the person at the channel", Revoked.ofPerson(CHANNEL, "account:ada")),
                new Case("the person everywhere", Revoked.ofPerson("*", "account:ada")),
                new Case("everybody at the show", Revoked.ofShow(GUARDED)),
                new Case("who came because it was open", Revoked.ofWalkIns(GUARDED)))) {
            String id = mine.pass().id();
            String before = pass(GUARDED, Standing.VIEWER, Ground.OPEN, id, "account:ada", false)
                    .token();
            assertThat(answer(GUARDED, before)).as(one.name()).isEqualTo("audience");
            revoked.takeBack(one.key());
            assertThat(answer(GUARDED, before)).as(one.name()).isEqualTo("403 pass-revoked");
            assertThat(turnstile.mayStay(GUARDED, before, true)).as(one.name()).isFalse();
            String after = pass(GUARDED, Standing.VIEWER, Ground.OPEN, id, "account:ada", false)
                    .token();
            assertThat(answer(GUARDED, after)).as("asked for afterwards").isEqualTo("audience");
            assertThat(answer(OPEN, before)).as("of another stream").isEqualTo("audience");
        }
    }

    @Test
    void whoWasSentAwayFromAnOpenShowDoesNotStayByTheirPass() {
        Pass.Signed pass = pass(OPEN, Standing.VIEWER, Ground.OPEN);
        revoked.takeBack(Revoked.ofPass(pass.pass().id()));
        assertThat(answer(OPEN, pass.token())).isEqualTo("403 pass-revoked");
    }

    @Test
    void whoWasInvitedStaysWhenThePasswordChanges() {
        String invited = pass(GUARDED, Standing.VIEWER, Ground.INVITATION).token();
        String knewIt = viewer(GUARDED);
        revoked.takeBack(Revoked.ofWalkIns(GUARDED));
        assertThat(answer(GUARDED, invited)).isEqualTo("audience");
        assertThat(answer(GUARDED, knewIt)).isEqualTo("403 pass-revoked");
    }

    @Test
    void whatWasTakenBackStaysSoAfterARestart() {
        Pass.Signed pass = pass(GUARDED, Standing.VIEWER, Ground.PASSWORD);
        revoked.takeBack(Revoked.ofPass(pass.pass().id()));
        Revoked again = Revoked.open(DATABASE.jdbi(), clock);
        assertThat(again.covers(pass.pass())).isTrue();
        assertThat(again.newest()).isGreaterThanOrEqualTo(revoked.newest());

        clock.pass(Revoked.KEPT.plusSeconds(1));
        again.forgetOld();
        assertThat(again.covers(pass.pass()))
                .as("no pass lives so long, so nothing is kept")
                .isFalse();
        assertThat(Revoked.open(DATABASE.jdbi(), clock).covers(pass.pass())).isFalse();
    }

    @Test
    void aPassForOneUseIsTheFirstClientsAlone() {
        String pass = pass(GUARDED, Standing.VIEWER, Ground.BRAND, names.id(), "user:1", true)
                .token();
        assertThat(answer(GUARDED, pass, "10.0.0.1 vlc")).isEqualTo("audience");
        assertThat(answer(GUARDED, pass, "10.0.0.2 vlc")).isEqualTo("403 pass-used");
        assertThat(answer(GUARDED, pass, "10.0.0.1 vlc")).isEqualTo("audience");
        assertThat(turnstile.mayStay(GUARDED, pass, true)).isTrue();
    }

    @Test
    void aTryAtAClosedDoorDoesNotUseItUp() {
        String pass = pass(CLOSED, Standing.VIEWER, Ground.BRAND, names.id(), "user:1", true)
                .token();
        assertThat(answer(CLOSED, pass, "first")).isEqualTo("403 not-live");
        assertThat(answer(CLOSED, pass, "second")).isEqualTo("403 not-live");
    }

    @Test
    void ofManyWhoComeAtOnceWithAPassForOneUseOneGetsIn() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            String pass = pass(GUARDED, Standing.VIEWER, Ground.BRAND, names.id(), "user:1", true)
                    .token();
            ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String client = "client " + i;
                clients.add(Thread.ofVirtual().start(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                    }
                    answers.add(answer(GUARDED, pass, client));
                }));
            }
            go.countDown();
            for (Thread client : clients) client.join();
            assertThat(answers).hasSize(16).containsOnlyOnce("audience");
        }
    }

    @Test
    void noChangedLetterOfAPassIsTaken() {
        String pass = viewer(GUARDED);
        for (int i = 0; i < pass.length(); i++) {
            for (char other : new char[] {'a', 'b', '.', '=', '_'}) {
                if (pass.charAt(i) == other) continue;
                assertThat(answer(GUARDED, pass.substring(0, i) + other + pass.substring(i + 1)))
                        .as("letter %s changed to %s", i, other)
                        .isEqualTo("401 pass-not-good");
            }
        }
    }

    @Test
    void garbageIsNoPass() {
        for (String garbage :
                new String[] {"", ".", "..", "...", "a.b.c", GUARDED + "..", "%00", "x".repeat(10_000), "é.ü.ß"})
            assertThat(answer(GUARDED, garbage)).isEqualTo("401 pass-not-good");
    }

    @Test
    void aPassIsShortAndUrlSafe() {
        String long_ = pass(GUARDED, Standing.MODERATOR, Ground.BRAND, names.id(), "user:" + "ü".repeat(64), true)
                .token();
        assertThat(long_).matches("[A-Za-z0-9_.-]{1,300}");
        assertThat(viewer(GUARDED).length()).isLessThan(130);
    }
}
