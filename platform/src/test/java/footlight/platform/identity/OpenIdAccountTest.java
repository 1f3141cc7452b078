package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.platform.account.Accounts;
import footlight.platform.account.SignUp;
import footlight.platform.running.Browser;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Which account opens by an OpenID provider's word, and how it is linked and unlinked.
class OpenIdAccountTest extends AtAnIssuer {
    @Test
    void anAddressOpensNoAccountUnlessBothSidesProvedIt() {
        // The account's owner proved it, the provider does not say so.
        issuer.person.put("email", "ada@example.org");
        for (Object said : new Object[] {null, false, "yes", 1}) {
            issuer.person.put("email_verified", said);
            assertThat(problem(back(started()))).as("%s", said).isEqualTo("link-first");
        }
        // The provider says so, and the account's owner did not prove it.
        running.database.jdbi().useHandle(handle -> handle.execute("update account set verified_at = null"));
        issuer.person.put("email_verified", true);
        assertThat(problem(back(started()))).isEqualTo("link-first");
        // Both.
        running.database.jdbi().useHandle(handle -> handle.execute("update account set verified_at = now()"));
        Visitor ada = started();
        back(ada);
        assertThat(ada.who()).isEqualTo("ada@example.org");
    }

    @Test
    void anIdentityIsLinkedByWhoIsSignedInFreshlyAndUnlinkedUnlessItIsTheLastWayIn() {
        issuer.person.put("email", "other@example.com").put("email_verified", false);
        var asked = owner.post("/account/identities", "{\"provider\":\"acme\"}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        Visitor ada = new Visitor(owner);
        ada.keep(asked);
        ada.sent = Visitor.query(asked.json().getString("url"));
        issuer.nonce = String.valueOf(ada.sent.get("nonce"));
        issuer.now = running.clock.instant();
        assertThat(back(ada).header("location")).contains("/account");
        JsonObject linked = only(owner);
        assertThat(linked.getString("label")).isEqualTo("other@example.com");
        Visitor again = started();
        back(again);
        assertThat(again.who()).isEqualTo("ada@example.org");
        owner.with("origin", running.url());
        assertThat(owner.delete("/account/identities/" + linked.getString("id")).status())
                .isEqualTo(204);
        // Now it is somebody new's, whose only way in it is.
        Visitor fresh = started();
        back(fresh);
        assertThat(fresh.who()).isEqualTo("other@example.com");
        fresh.browser.with("origin", running.url());
        var last = fresh.browser.delete(
                "/account/identities/" + only(fresh.browser).getString("id"));
        assertThat(last.code()).isEqualTo("last-way-in");
        // And nobody else's to link.
        var second = owner.post("/account/identities", "{\"provider\":\"acme\"}");
        ada.keep(second);
        ada.sent = Visitor.query(second.json().getString("url"));
        issuer.nonce = String.valueOf(ada.sent.get("nonce"));
        owner.with("origin", null);
        assertThat(back(ada).header("location").orElseThrow()).startsWith("/account?problem=linked-elsewhere");
    }

    @Test
    void linkingAndUnlinkingTakeAFreshSessionAndTheSamePerson() {
        running.clock.pass(Duration.ofMinutes(16));
        assertThat(owner.post("/account/identities", "{\"provider\":\"acme\"}").code())
                .isEqualTo("sign-in-again");
        assertThat(owner.delete("/account/identities/zzzzzzzzzzzz").code()).isEqualTo("sign-in-again");
        assertThat(owner.post("/session/fresh", "{\"password\":\"not it, not it\"}")
                        .code())
                .isEqualTo("wrong-password");
        assertThat(owner.post(
                                "/session/fresh",
                                new JsonObject()
                                        .put("password", Browser.PASSWORD)
                                        .encode())
                        .status())
                .isEqualTo(204);
        var asked = owner.post("/account/identities", "{\"provider\":\"acme\"}");
        assertThat(asked.status()).isEqualTo(200);
        // Somebody else signs in at this browser before the way back.
        Visitor eve = new Visitor(running.person("Eve"));
        eve.keep(asked);
        eve.sent = Visitor.query(asked.json().getString("url"));
        issuer.nonce = String.valueOf(eve.sent.get("nonce"));
        issuer.now = running.clock.instant();
        assertThat(back(eve).header("location").orElseThrow()).startsWith("/account?problem=signed-out");
        owner.with("origin", running.url());
        assertThat(owner.get("/account/identities").json().getJsonArray("items"))
                .isEmpty();
    }

    private static JsonObject only(Browser browser) {
        return browser.get("/account/identities").json().getJsonArray("items").getJsonObject(0);
    }

    @Test
    void aShutAccountIsToldSoAndSignedInNowhere() {
        assertThat(back(started()).header("location")).contains("/s/abc?x=1");
        running.database.jdbi().useHandle(handle -> handle.execute("""
                update account set disabled_at = created_at where email is distinct from 'ada@example.org'"""));
        Browser.Reply reply = back(started());
        assertThat(problem(reply)).isEqualTo("shut-out");
        assertThat(reply.whole().headers().allValues("set-cookie")).noneMatch(set -> set.startsWith("session="));
    }

    @Test
    void whereSignUpIsNotOpenNobodyComesInAsANewcomer() throws Exception {
        RandomNames names = new RandomNames();
        var secret = SecretKey.open(running.dataDir);
        Accounts accounts = new Accounts(running.database.jdbi(), secret.signer("csrf"), names, running.clock);
        Identities identities = new Identities(
                new IdentityTable(running.database.jdbi()), accounts, SignUp.CLOSED, names, running.clock);
        Provider acme = Provider.openId("acme", "Acme", issuer.url(), Issuer.CLIENT, Issuer.SECRET);
        Someone stranger = new Someone(issuer.url(), "a newcomer", "New", "new", "new@example.org", true);
        assertThatThrownBy(() -> identities.enter(acme, stranger))
                .isInstanceOfSatisfying(ProviderFault.class, fault -> assertThat(fault.reason())
                        .isEqualTo(ProviderFault.Reason.NO_NEWCOMERS));
        assertThat(accounts.byEmail("new@example.org")).isEmpty();
    }
}
