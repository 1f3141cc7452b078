package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An address that Facebook tells is not proved by that.
class FacebookAddressTest extends AtASite {
    @Test
    void anAddressThatFacebookTellsIsKeptButProvesNothing() {
        facebook.email("Ann@Example.com");
        Visitor ann = signedIn(facebook);
        assertThat(ann.who()).isEqualTo("ann@example.com");
        assertThat(ann.browser.get("/session").json().getJsonObject("account").getBoolean("verified"))
                .isFalse();
        // Nobody becomes Ada by typing her address into Facebook.
        facebook.honest(String.valueOf(people++), "Eve");
        for (String hers : List.of("ada@example.org", "ADA@example.org ")) {
            facebook.email(hers);
            Visitor eve = new Visitor(running);
            assertThat(problem(pressed(eve, facebook))).as(hers).isEqualTo("link-first");
            assertThat(eve.who()).isEqualTo("nobody");
        }
        assertThat(identities(owner)).isEmpty();
    }

    @Test
    void whoToldFacebookSomebodyElsesAddressLosesTheAccountToWhoReadsTheLetters() {
        facebook.email("victim@example.com");
        Visitor squatter = signedIn(facebook);
        assertThat(squatter.who()).isEqualTo("victim@example.com");
        Browser victim = running.browser();
        victim.post("/accounts/forgot", "{\"email\":\"victim@example.com\"}");
        var entered = victim.post(
                "/accounts/reset",
                new JsonObject()
                        .put("token", tokenFor("victim@example.com"))
                        .put("password", "a horse in the third row")
                        .encode());
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(identities(victim)).isEmpty();
        assertThat(squatter.who()).isEqualTo("nobody");
        Visitor again = new Visitor(running);
        assertThat(problem(pressed(again, facebook))).isEqualTo("link-first");
        assertThat(again.who()).isEqualTo("nobody");
    }

    @Test
    void whoConfirmsTheAddressWithoutBeingSignedInAsThatAccountTakesItFromWhoCameByFacebook() {
        facebook.email("victim@example.com");
        Visitor squatter = signedIn(facebook);
        squatter.who();
        squatter.browser.with("origin", running.url());
        assertThat(squatter.browser.post("/accounts/confirm/again", "{}").status())
                .isEqualTo(202);
        Browser victim = running.browser();
        var entered = victim.post("/accounts/confirm", "{\"token\":\"" + tokenFor("victim@example.com") + "\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(identities(victim)).isEmpty();
        assertThat(problem(pressed(new Visitor(running), facebook))).isEqualTo("link-first");
    }

    @Test
    void whoConfirmsTheirAddressWhereTheyAreSignedInKeepsFacebook() {
        facebook.email("ann@example.com");
        Visitor ann = signedIn(facebook);
        ann.who();
        ann.browser.with("origin", running.url());
        ann.browser.post("/accounts/confirm/again", "{}");
        var entered = ann.browser.post("/accounts/confirm", "{\"token\":\"" + tokenFor("ann@example.com") + "\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(identities(ann.browser)).hasSize(1);
        assertThat(signedIn(facebook).who()).isEqualTo("ann@example.com");
    }

    private String tokenFor(String email) {
        owner.with("origin", running.url());
        String url = owner.get("/admin/letters").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(letter -> letter.getString("to").equals(email))
                .findFirst()
                .orElseThrow()
                .getJsonObject("button")
                .getString("url");
        return url.substring(url.indexOf('#') + 1);
    }
}
