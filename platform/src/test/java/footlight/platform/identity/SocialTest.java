package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Coming in, linking and unlinking by Facebook and by X.
class SocialTest extends AtASite {
    @ParameterizedTest
    @MethodSource("sites")
    void somebodyNewComesInAndIsTheSamePersonTheNextTime(Social site) {
        Visitor ann = signedIn(site);
        assertThat(ann.who()).isEmpty();
        JsonObject account = ann.browser.get("/session").json().getJsonObject("account");
        assertThat(account.getString("name")).isEqualTo("Ann Field");
        assertThat(account.getBoolean("verified")).isFalse();
        assertThat(identities(ann.browser)).hasSize(1);
        // Whatever they are called there by then.
        String id = Objects.requireNonNull(ann.browser.accountId);
        site.honest(String.valueOf(people - (site == facebook ? 2 : 1)), "Ann Meadow");
        Visitor again = signedIn(site);
        again.who();
        assertThat(again.browser.accountId).isEqualTo(id);
        // And somebody else is somebody else.
        site.honest(String.valueOf(people++), "Ann Field");
        Visitor other = signedIn(site);
        other.who();
        assertThat(other.browser.accountId).isNotEqualTo(id);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void theSameNumberAtAnotherSiteIsSomebodyElse(Social site) {
        Social elsewhere = site == facebook ? x : facebook;
        site.honest("77", "Ann");
        elsewhere.honest("77", "Eve");
        Visitor ann = signedIn(site);
        Visitor eve = signedIn(elsewhere);
        ann.who();
        eve.who();
        assertThat(ann.browser.accountId).isNotEqualTo(eve.browser.accountId);
    }

    @ParameterizedTest
    @MethodSource("sites")
    void whoSaysNoThereIsTakenBackAndNothingChanged(Social site) {
        site.unwilling();
        Visitor ann = new Visitor(running);
        Browser.Reply reply = pressed(ann, site);
        assertThat(problem(reply)).isEqualTo("denied");
        assertThat(reply.header("location").orElseThrow()).contains("next=%2Fs%2Fabc%3Fx%3D1");
        assertThat(ann.who()).isEqualTo("nobody");
        assertThat(linked(owner, site)).startsWith("/account?problem=denied");
        assertThat(identities(owner)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void anIdentityIsLinkedUsedAndUnlinked(Social site) {
        assertThat(linked(owner, site)).isEqualTo(site == facebook ? "/account#" : "/account");
        JsonObject identity = identities(owner).getFirst();
        assertThat(identity.getString("label")).isEqualTo(site == x ? "@ann_on_stage" : "Ann Field");
        Visitor ada = signedIn(site);
        assertThat(ada.who()).isEqualTo("ada@example.org");
        // Once more is no second one.
        assertThat(linked(owner, site)).doesNotContain("problem");
        assertThat(identities(owner)).hasSize(1);
        assertThat(owner.delete("/account/identities/" + identity.getString("id"))
                        .status())
                .isEqualTo(204);
        assertThat(identities(owner)).isEmpty();
        assertThat(signedIn(site).who()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void severalIdentitiesOpenOneAccountAndTheLastWayInStays(Social site) {
        Social second = site == facebook ? x : facebook;
        Visitor ann = signedIn(site);
        ann.who();
        String account = Objects.requireNonNull(ann.browser.accountId);
        ann.browser.with("origin", running.url());
        String first = identities(ann.browser).getFirst().getString("id");
        assertThat(ann.browser.delete("/account/identities/" + first).code()).isEqualTo("last-way-in");
        assertThat(linked(ann.browser, second)).doesNotContain("problem");
        Visitor again = signedIn(second);
        again.who();
        assertThat(again.browser.accountId).isEqualTo(account);
        assertThat(ann.browser.delete("/account/identities/" + first).status()).isEqualTo(204);
        String left = identities(ann.browser).getFirst().getString("id");
        assertThat(ann.browser.delete("/account/identities/" + left).code()).isEqualTo("last-way-in");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void nobodyLinksOrUnlinksWhatIsSomebodyElses(Social site) {
        Visitor ann = signedIn(site);
        ann.who();
        String id = identities(ann.browser).getFirst().getString("id");
        assertThat(linked(owner, site)).startsWith("/account?problem=linked-elsewhere");
        assertThat(owner.delete("/account/identities/" + id).code()).isEqualTo("not-found");
        assertThat(identities(ann.browser)).hasSize(1);
        assertThat(identities(owner)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aWayBackIsGoodOnce(Social site) {
        Visitor ann = new Visitor(running);
        Map<String, String> answer = ann.agreed(started(ann, site));
        String cookie = ann.attempt();
        ann.back(site.toString(), answer);
        Visitor thief = new Visitor(running);
        thief.attempt(cookie);
        assertThat(problem(thief.back(site.toString(), answer))).isEqualTo("expired");
        // The code that was used, in an attempt of one's own.
        Visitor other = new Visitor(running);
        started(other, site);
        Map<String, String> stolen = new HashMap<>(answer);
        stolen.put("state", String.valueOf(other.sent.get("state")));
        assertThat(problem(other.back(site.toString(), stolen))).isEqualTo("try-again");
        assertThat(thief.who() + other.who()).isEqualTo("nobodynobody");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void anAttemptEndsInTheBrowserThatBeganIt(Social site) {
        Visitor eve = new Visitor(running);
        Map<String, String> hers = eve.agreed(started(eve, site));
        // Eve sends the link of her way back to Ann, who would be signed in as Eve.
        assertThat(problem(new Visitor(running).back(site.toString(), hers))).isEqualTo("expired");
        Visitor ann = new Visitor(running);
        started(ann, site);
        assertThat(problem(ann.back(site.toString(), hers))).isEqualTo("expired");
        for (String state : List.of("", "x", "\u0000")) {
            Visitor visitor = new Visitor(running);
            Map<String, String> answer = new HashMap<>(visitor.agreed(started(visitor, site)));
            answer.put("state", state);
            assertThat(problem(visitor.back(site.toString(), answer))).as(state).isEqualTo("expired");
        }
        // Or links her identity to Ann's account.
        Visitor signedIn = new Visitor(running.person("Ann"));
        assertThat(signedIn.back(site.toString(), hers).header("location").orElseThrow())
                .startsWith("/sign-in?problem=expired");
        signedIn.who();
        assertThat(identities(signedIn.browser)).isEmpty();
    }

    @Test
    void aStolenCodeOfXIsWorthNothingWithoutItsVerifier() {
        Visitor ann = new Visitor(running);
        Map<String, String> answer = new HashMap<>(ann.agreed(started(ann, x)));
        Visitor eve = new Visitor(running);
        started(eve, x);
        answer.put("state", String.valueOf(eve.sent.get("state")));
        assertThat(problem(eve.back("x", answer))).isEqualTo("try-again");
        assertThat(eve.who()).isEqualTo("nobody");
    }

    @ParameterizedTest
    @MethodSource("sites")
    void aWayBackWithoutACodeOrWithTwoIsNone(Social site) {
        Visitor ann = new Visitor(running);
        String state = Visitor.query(started(ann, site)).get("state");
        for (String query : List.of(
                "?state=" + state,
                "?state=" + state + "&code=",
                "?state=" + state + "&code=a&code=b",
                "?state=" + state + "&code=" + "c".repeat(5000))) {
            Visitor visitor = new Visitor(running);
            String own = Visitor.query(started(visitor, site)).get("state");
            Browser.Reply reply = visitor.visit("/auth/" + site + "/callback" + query.replace("" + state, "" + own));
            assertThat(problem(reply)).isEqualTo("provider-untrusted");
        }
        assertThat(site.lastTokenForm().encode()).doesNotContain("ccccc");
    }

    @Test
    void aStandInVouchesForNobodyOfTheSiteItStandsFor() {
        Visitor ann = signedIn(x);
        ann.who();
        String issuer = running.database.jdbi().withHandle(handle -> handle.createQuery("select issuer from identity")
                .mapTo(String.class)
                .one());
        assertThat(issuer)
                .isEqualTo(x.provider().site())
                .isNotEqualTo(Provider.x("", "").site());
    }

    @Test
    void aSiteThatComplainsIsHeard() {
        complaintsWanted = true;
        for (Social site : List.of(facebook, x)) {
            Visitor ann = new Visitor(running);
            String url = started(ann, site);
            site.register("https://elsewhere.example/callback");
            assertThat(ann.http(url).statusCode()).isNotEqualTo(302);
            assertThat(site.complaints()).hasSize(1);
        }
    }
}
