package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// Facebook and X, whose stand-ins may be honest or not, and who signs in by them.
abstract class AtASite {
    static FakeFacebook facebook;
    static FakeX x;
    static RunningPlatform running;
    static int people = 1000;
    final Browser owner = signedInLater();
    boolean complaintsWanted;

    @BeforeAll
    static void openAll() {
        facebook = new FakeFacebook();
        x = new FakeX();
        running = RunningPlatform.open(0, List.of(facebook.provider(), x.provider()));
    }

    static Stream<Social> sites() {
        return Stream.of(facebook, x);
    }

    /// Earlier tries are forgotten by then.
    static Browser signedInLater() {
        running.clock.pass(Duration.ofHours(1));
        return running.owner();
    }

    @BeforeEach
    void somebodyNew() {
        running.database.jdbi().useHandle(handle -> handle.execute("""
                delete from identity;
                delete from account where email is distinct from 'ada@example.org'"""));
        sites().forEach(site -> {
            site.register(running.url() + "/auth/" + site + "/callback");
            site.honest(String.valueOf(people++), "Ann Field");
        });
    }

    /// Whatever a test was about, nobody was sent what they should not be.
    @AfterEach
    void nobodyComplained() {
        if (!complaintsWanted)
            sites().forEach(site -> assertThat(site.complaints()).as("%s", site).isEmpty());
    }

    @AfterAll
    static void close() {
        running.close();
        facebook.close();
        x.close();
    }

    static Visitor signedIn(Social site) {
        Visitor visitor = new Visitor(running);
        assertThat(pressed(visitor, site).header("location").orElseThrow()).startsWith("/s/abc?x=1");
        return visitor;
    }

    /// Presses the button, says yes or no there, and comes back.
    static Browser.Reply pressed(Visitor visitor, Social site) {
        return visitor.back(site.toString(), visitor.agreed(started(visitor, site)));
    }

    static String started(Visitor visitor, Social site) {
        Browser.Reply reply = visitor.start(site.toString(), "/s/abc?x=1");
        assertThat(reply.status()).isEqualTo(303);
        return reply.header("location").orElseThrow();
    }

    static String problem(Browser.Reply reply) {
        assertThat(reply.status()).isEqualTo(303);
        String to = reply.header("location").orElseThrow();
        assertThat(to).startsWith("/sign-in?");
        assertThat(reply.whole().headers().allValues("set-cookie"))
                .noneMatch(set -> set.startsWith("session="))
                .anyMatch(set -> set.startsWith("signin=;"));
        return Visitor.query("http://here" + to).getOrDefault("problem", "none");
    }

    static Visitor linking(Browser browser, Browser.Reply asked) {
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        Visitor visitor = new Visitor(browser);
        visitor.keep(asked);
        return visitor;
    }

    /// Links it to the account that is signed in here; where it ended.
    static String linked(Browser browser, Social site) {
        browser.with("origin", running.url());
        Browser.Reply asked = browser.post("/account/identities", "{\"provider\":\"" + site + "\"}");
        Visitor visitor = linking(browser, asked);
        Browser.Reply reply =
                visitor.back(site.toString(), visitor.agreed(asked.json().getString("url")));
        browser.with("origin", running.url());
        return reply.header("location").orElseThrow();
    }

    static List<JsonObject> identities(Browser browser) {
        return browser.get("/account/identities").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
