package footlight.platform.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.front.Business;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.secret.SecretKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each test has a platform of its own, and does the rounds by itself.
class NoticeTest {
    private final RunningPlatform running = doingNothingByItself();
    private final House house = new House(running);
    private final List<Letter> letters = new ArrayList<>();
    private int lettersUntilFailure = Integer.MAX_VALUE;
    private final NoticeHouse notices = open();
    private final Browser fan = confirmed("Fan");

    /// Letters are written when the test says so, into the box of the test.
    private static RunningPlatform doingNothingByItself() {
        RunningPlatform running = RunningPlatform.open();
        running.platform.close();
        return running;
    }

    /// What is posted in a transaction that fails was never posted.
    private final class TestPostbox implements Postbox {
        @Override
        public void post(Letter letter) {
            throw new AssertionError("outside of a transaction");
        }

        @Override
        public void post(Handle transaction, Letter letter) {
            if (lettersUntilFailure-- == 0) throw new IllegalStateException("the process ends here");
            transaction.execute("insert into posted (email) values (?)", letter.to());
            letters.add(letter);
        }
    }

    private NoticeHouse open() {
        try {
            running.database.jdbi().useHandle(handle -> handle.execute("create table posted (email text not null)"));
            NoticeHouse made = NoticeHouse.of(
                    running.database.jdbi(),
                    new Business(),
                    running.platform.showEvents(),
                    new TestPostbox(),
                    SecretKey.open(running.dataDir),
                    running.clock);
            made.round().run();
            return made;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @BeforeEach
    void follow() {
        fan.api("PUT", "/channels/" + house.channel + "/follow", "{}");
    }

    @AfterEach
    void close() {
        running.close();
    }

    private Browser confirmed(String name) {
        Browser browser = running.person(name);
        running.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update account set verified_at = now(), time_zone = 'America/New_York' where id = ?",
                        browser.accountId));
        return browser;
    }

    private String plan(String title, String startsAt) {
        Browser.Reply made = house.founder.post(
                "/channels/" + house.channel + "/shows",
                "{\"title\":\"" + title + "\",\"startsAt\":\"" + startsAt + "\",\"timeZone\":\"Europe/Berlin\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().getString("id");
    }

    private void edit(String show, String json) {
        assertThat(house.founder.patch("/shows/" + show, json).status()).isEqualTo(200);
    }

    private List<String> told(Duration after) {
        letters.clear();
        running.clock.pass(after);
        notices.round().run();
        return letters.stream().map(Letter::subject).toList();
    }

    private List<String> posted() {
        return running.database.jdbi().withHandle(handle -> handle.createQuery(
                        "select email from posted order by email")
                .mapTo(String.class)
                .list());
    }

    @Test
    void aPlanIsToldOnceItHasBeenLeftAlone() {
        String show = plan("Tap", "2026-11-25T19:30:00Z");
        assertThat(told(Duration.ofMinutes(2))).isEmpty();
        assertThat(told(Duration.ofMinutes(2))).containsExactly("House plans “Tap”");
        Letter letter = letters.getFirst();
        assertThat(letter.to()).isEqualTo(fan.accountId + "@example.org");
        assertThat(letter.paragraphs())
                .containsExactly("“Tap” starts on Wednesday, 25 November 2026, 14:30 (America/New_York).");
        assertThat(letter.button()).isEqualTo(new Letter.Button("See the show", "/s/" + show));
        assertThat(told(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void fiveChangesInAMinuteAreOneLetter() {
        String show = plan("Tap", "2026-11-25T19:30:00Z");
        told(Duration.ofMinutes(4));
        List<String> all = new ArrayList<>();
        for (int hour = 10; hour < 15; hour++) {
            edit(show, "{\"startsAt\":\"2026-11-26T" + hour + ":00:00Z\"}");
            all.addAll(told(Duration.ofSeconds(12)));
        }
        assertThat(all).isEmpty();
        assertThat(told(Duration.ofMinutes(3))).containsExactly("“Tap” has another time");
        assertThat(letters.getFirst().paragraphs())
                .containsExactly(
                        "“Tap” starts on Thursday, 26 November 2026, 09:00 (America/New_York).",
                        "It was planned for Wednesday, 25 November 2026, 14:30 (America/New_York).");
        edit(show, "{\"startsAt\":\"2026-11-27T10:00:00Z\"}");
        edit(show, "{\"startsAt\":\"2026-11-26T14:00:00Z\"}");
        edit(show, "{\"title\":\"Tap and jam\"}");
        assertThat(told(Duration.ofMinutes(20))).as("as it was").isEmpty();
    }

    @Test
    void whoNeverStopsChangingIsToldOfAfterAQuarterOfAnHour() {
        String show = plan("Tap", "2026-11-25T19:30:00Z");
        List<String> all = new ArrayList<>();
        for (int minute = 0; minute < 16; minute += 2) {
            edit(show, "{\"title\":\"Tap " + minute + "\"}");
            all.addAll(told(Duration.ofMinutes(2)));
        }
        assertThat(all).containsExactly("House plans “Tap 14”");
    }

    @Test
    void lettersComeAsTheyWereChosen() {
        Browser onlyLive = confirmed("Only live");
        Browser silent = confirmed("Silent");
        Browser unconfirmed = running.person("Unconfirmed");
        running.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update account set verified_at = null where id = ?", unconfirmed.accountId));
        String follow = "/channels/" + house.channel + "/follow";
        onlyLive.api("PUT", follow, "{\"notices\":\"live\"}");
        silent.api("PUT", follow, "{\"notices\":\"none\"}");
        unconfirmed.api("PUT", follow, "{}");
        String show = plan("Tap", "2026-11-25T19:30:00Z");
        assertThat(told(Duration.ofMinutes(4))).hasSize(1);
        live(show);
        assertThat(told(Duration.ofSeconds(1)))
                .containsOnly("House is live: “Tap”")
                .hasSize(2);
        assertThat(letters.stream().map(Letter::to))
                .containsExactlyInAnyOrder(fan.accountId + "@example.org", onlyLive.accountId + "@example.org");
    }

    private void live(String show) {
        event(show, "live", "show.live", "{}");
    }

    /// As if it had happened, and had been written down.
    private void event(String show, String phase, String kind, String more) {
        running.database.jdbi().useTransaction(handle -> {
            handle.execute("update show set phase = ?, started_at = now() where id = ?", phase, show);
            handle.execute("update show_event_last set number = number + 1");
            handle.execute(
                    """
                    insert into show_event (number, kind, show_id, channel_id, at, show, more)
                    values ((select number from show_event_last), ?, ?, ?, ?, '{}', ?::json)""", kind, show, house.channel, footlight.platform.store.Rows.time(running.clock.instant()), more);
        });
    }

    @Test
    void anEventThatStandsThereTwiceIsToldOnce() {
        String show = plan("Tap", "2026-11-25T19:30:00Z");
        told(Duration.ofMinutes(4));
        live(show);
        live(show);
        assertThat(told(Duration.ofSeconds(1))).hasSize(1);
        assertThat(told(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void aReminderComesOnceBeforeTheStartAndAnewWhenTheShowIsMoved() {
        String show = plan("Tap", "2026-11-25T19:30:00Z");
        told(Duration.ofMinutes(4));
        Browser guest = confirmed("Guest");
        guest.api("PUT", "/shows/" + show + "/reminder", "{\"minutesBefore\":15}");
        running.clock.set(java.time.Instant.parse("2026-11-25T19:14:00Z"));
        assertThat(told(Duration.ZERO)).isEmpty();
        assertThat(told(Duration.ofMinutes(1))).containsExactly("“Tap” starts in 15 minutes");
        assertThat(letters.getFirst().to()).isEqualTo(guest.accountId + "@example.org");
        assertThat(told(Duration.ofMinutes(1))).isEmpty();
        edit(show, "{\"startsAt\":\"2026-11-26T19:30:00Z\"}");
        assertThat(told(Duration.ofMinutes(4))).containsExactly("“Tap” has another time", "“Tap” has another time");
        running.clock.set(java.time.Instant.parse("2026-11-26T19:15:00Z"));
        assertThat(told(Duration.ZERO)).containsExactly("“Tap” starts in 15 minutes");
    }

    @Test
    void whoAsksTooLateIsNotRemindedOfWhatIsThereAlready() {
        String show = plan("Tap", "2026-11-20T18:30:00Z");
        fan.api("PUT", "/shows/" + show + "/reminder", "{\"minutesBefore\":60}");
        assertThat(told(Duration.ofMinutes(10))).containsExactly("House plans “Tap”");
    }

    @Test
    void aCancelledShowIsToldToWhoeverHadHeardOfIt() {
        String known = plan("Known", "2026-11-25T19:30:00Z");
        told(Duration.ofMinutes(4));
        String unknown = plan("Unknown", "2026-11-26T19:30:00Z");
        event(known, "cancelled", "show.cancelled", "{\"reason\":\"The hall is flooded.\"}");
        event(unknown, "cancelled", "show.cancelled", "{\"reason\":null}");
        assertThat(told(Duration.ofSeconds(1))).containsExactly("“Known” will not take place");
        assertThat(letters.getFirst().paragraphs()).containsExactly("House cancelled “Known”.", "The hall is flooded.");
        assertThat(told(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void whatIsNotForEverybodyIsToldToNobodyWhoOnlyFollows() {
        String show = plan("Among friends", "2026-11-25T19:30:00Z");
        running.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set visibility = 'unlisted' where id = ?", show));
        assertThat(told(Duration.ofMinutes(4))).isEmpty();
        running.database
                .jdbi()
                .useHandle(handle -> handle.execute("update show set visibility = 'public' where id = ?", show));
        edit(show, "{\"title\":\"For all\"}");
        assertThat(told(Duration.ofMinutes(4))).containsExactly("House plans “For all”");
    }

    @Test
    void manyAreToldOnceThoughTheProcessEndsInTheMiddle() {
        running.database.jdbi().useHandle(handle -> {
            handle.execute("""
                    insert into account (id, email, name, password_hash, role, created_at, verified_at)
                    select 'm' || lpad(n::text, 11, '0'), 'm' || n || '@example.net', 'M', 'none', 'member', now(), now()
                    from generate_series(1, 1000) n""");
            handle.execute("""
                    insert into follow (channel_id, account_id, notices, followed_at)
                    select ?, 'm' || lpad(n::text, 11, '0'), 'all', now() from generate_series(1, 1000) n""", house.channel);
        });
        plan("Tap", "2026-11-25T19:30:00Z");
        lettersUntilFailure = 337;
        assertThatThrownBy(() -> told(Duration.ofMinutes(4))).hasMessage("the process ends here");
        assertThat(posted()).as("whole batches alone").hasSize(300);
        lettersUntilFailure = Integer.MAX_VALUE;
        told(Duration.ZERO);
        assertThat(posted()).hasSize(1001).doesNotHaveDuplicates();
    }

    @Test
    void aSmallNoticeDoesNotWaitForALargeOne() {
        running.database.jdbi().useHandle(handle -> {
            handle.execute("""
                    insert into account (id, email, name, password_hash, role, created_at, verified_at)
                    select 'm' || lpad(n::text, 11, '0'), 'm' || n || '@example.net', 'M', 'none', 'member', now(), now()
                    from generate_series(1, 1000) n""");
            handle.execute("""
                    insert into follow (channel_id, account_id, notices, followed_at)
                    select ?, 'm' || lpad(n::text, 11, '0'), 'all', now() from generate_series(1, 1000) n""", house.channel);
        });
        House small = new House(running);
        fan.api("PUT", "/channels/" + small.channel + "/follow", "{}");
        plan("Large", "2026-11-25T19:30:00Z");
        small.founder.post(
                "/channels/" + small.channel + "/shows", "{\"title\":\"Small\",\"startsAt\":\"2026-11-25T19:30:00Z\"}");
        List<String> told = told(Duration.ofMinutes(4));
        assertThat(told).hasSize(1002);
        assertThat(told.indexOf("House plans “Small”")).isLessThan(300);
    }

    @Test
    void theLinkInALetterStopsThemByAPressAndNotByALook() throws IOException, InterruptedException {
        plan("Tap", "2026-11-25T19:30:00Z");
        told(Duration.ofMinutes(4));
        Matcher link = Pattern.compile("(/letters/stop/\\S+)")
                .matcher(String.valueOf(letters.getFirst().stop()));
        assertThat(link.find()).isTrue();
        try (Loops loops = Loops.open(1);
                Front front = Front.open(loops, FrontSettings.local(), List.of(notices.stopPage()))) {
            String site = "http://127.0.0.1:" + front.httpPort();
            String follow = "/channels/" + house.channel + "/follow";
            assertThat(ask(site + link.group(1), "GET")).isEqualTo(200);
            assertThat(fan.get(follow).json().getString("notices")).isEqualTo("all");
            String forged = link.group(1).substring(0, link.group(1).length() - 2) + "AA";
            assertThat(ask(site + forged, "POST")).isEqualTo(404);
            assertThat(ask(site + "/letters/stop/x", "POST")).isEqualTo(404);
            assertThat(fan.get(follow).json().getString("notices")).isEqualTo("all");
            assertThat(ask(site + link.group(1), "POST")).isEqualTo(200);
            assertThat(fan.get(follow).json().getString("notices")).isEqualTo("none");
            assertThat(ask(site + link.group(1), "POST")).as("again").isEqualTo(200);
        }
        plan("Next", "2026-11-26T19:30:00Z");
        assertThat(told(Duration.ofMinutes(4))).isEmpty();
    }

    private static int ask(String url, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/x-www-form-urlencoded")
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "List-Unsubscribe=One-Click" : ""))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void whoIsShutOutGetsNoLetters() {
        plan("Tap", "2026-11-25T19:30:00Z");
        running.database
                .jdbi()
                .useHandle(
                        handle -> handle.execute("update account set disabled_at = now() where id = ?", fan.accountId));
        assertThat(told(Duration.ofMinutes(4))).isEmpty();
    }
}
