package footlight.platform.usher;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who comes in by visibility, password and membership, and who has to go.
class DoorApiTest extends AtTheDoor {
    @Test
    void aPublicShowAdmitsEverybodyWithAndWithoutAPass() {
        Browser visitor = running.browser();
        assertThat(media(null)).isEqualTo("audience");
        JsonObject seen = visitor.get("/shows/" + show).json();
        assertThat(seen.getBoolean("guarded")).isFalse();
        assertThat(seen.getString("entry")).isEqualTo("open");
        assertThat(media(pass(ask(visitor, NOTHING)))).isEqualTo("audience");
        assertThat(media(pass(ask(house.member, NOTHING)))).isEqualTo("crew");
    }

    @Test
    void aPrivateShowIsNotThereForWhoeverIsNotLetIn() {
        visibility("private");
        for (Browser stranger : List.of(running.browser(), running.person("Eve"), new House(running).founder)) {
            for (String path : List.of("/shows/" + show, "/shows/" + show + "/playback")) {
                var reply = stranger.get(path);
                var none = stranger.get(path.replace(show, "zzzzzzzzzzzz"));
                assertThat(reply.status()).as(path).isEqualTo(404);
                assertThat(reply.text()).as(path).isEqualTo(none.text());
            }
            for (JsonObject form : List.of(NOTHING, with("password", "open sesame"), with("invitation", "none"))) {
                var reply = ask(stranger, form);
                assertThat(reply.status()).isEqualTo(404);
                assertThat(reply.text())
                        .isEqualTo(ask(stranger, "zzzzzzzzzzzz", form).text());
            }
            var page = stranger.page("/s/" + show);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.text()).doesNotContain("Show page").doesNotContain(stream);
        }
        assertThat(running.person("Eve")
                        .patch("/shows/" + show, "{\"title\":\"Mine\"}")
                        .code())
                .as("no hint by a 403 either")
                .isEqualTo("not-found");
        assertThat(running.browser().get("/shows").text()).doesNotContain(show);
        assertThat(media(null)).isEqualTo("pass-needed");
        assertThat(house.member.get("/shows/" + show).status())
                .as("the team sees it")
                .isEqualTo(200);
        assertThat(media(pass(ask(house.member, NOTHING)))).isEqualTo("crew");
    }

    @Test
    void anUnlistedShowIsForWhoeverHasTheLinkAndInNoList() {
        visibility("unlisted");
        Browser visitor = running.browser();
        assertThat(visitor.get("/shows").text()).doesNotContain(show);
        assertThat(visitor.get("/shows/" + show).status()).isEqualTo(200);
        assertThat(visitor.page("/s/" + show).header("x-robots-tag")).contains("noindex");
        assertThat(media(null)).isEqualTo("audience");
    }

    @Test
    void aPasswordIsAskedForOnceAndItsBrowserIsKnownAgain() {
        password("open sesame");
        Browser visitor = running.browser();
        JsonObject seen = visitor.get("/shows/" + show).json();
        assertThat(seen.getString("title")).isEqualTo("Show");
        assertThat(seen.getString("entry")).isEqualTo("password-needed");
        assertThat(visitor.get("/shows/" + show + "/playback").code()).isEqualTo("password-needed");
        assertThat(ask(visitor, NOTHING).code()).isEqualTo("password-needed");
        assertThat(ask(visitor, with("password", "open barley")).code()).isEqualTo("password-wrong");
        assertThat(visitor.others).as("no cookie for a wrong word").isEmpty();
        assertThat(media(null)).isEqualTo("pass-needed");

        var in = ask(visitor, with("password", "open sesame"));
        String pass = pass(in);
        assertThat(media(pass)).isEqualTo("audience");
        assertThat(in.whole().headers().allValues("set-cookie"))
                .anyMatch(cookie ->
                        cookie.startsWith("guest=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
                .anyMatch(cookie -> cookie.startsWith("pass-" + stream + "=" + pass));
        assertThat(visitor.get("/shows/" + show).json().getString("entry")).isEqualTo("open");
        assertThat(visitor.get("/shows/" + show + "/playback").json().getString("pass"))
                .isNotNull();
        assertThat(pass(ask(visitor, NOTHING))).isNotNull();
        assertThat(running.browser().get("/shows/" + show).json().getString("entry"))
                .as("another browser")
                .isEqualTo("password-needed");
    }

    @Test
    void anotherPasswordSendsAwayWhoKnewTheOldOne() {
        password("open sesame");
        Browser visitor = running.browser();
        String pass = pass(ask(visitor, with("password", "open sesame")));
        running.engine.inside.put(pass, stream);
        password("open barley");
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(running.engine.inside).as("who is in by it goes").isEmpty();
        assertThat(ask(visitor, NOTHING).code()).isEqualTo("password-needed");
        assertThat(ask(visitor, with("password", "open sesame")).code()).isEqualTo("password-wrong");
        assertThat(media(pass(ask(visitor, with("password", "open barley"))))).isEqualTo("audience");
        assertThat(media(pass)).as("the old one stays worthless").isEqualTo("pass-revoked");

        house.founder.delete("/shows/" + show + "/password");
        assertThat(media(null)).isEqualTo("audience");
        assertThat(house.founder.get("/shows/" + show + "/door").json().getBoolean("password"))
                .isFalse();
    }

    @Test
    void wrongPasswordsAreLimitedAndRightOnesAreNot() {
        password("open sesame");
        for (int i = 0; i < 30; i++) pass(ask(running.browser(), with("password", "open sesame")));
        for (int i = 0; i < 10; i++)
            assertThat(ask(running.browser(), with("password", "guess " + i)).code())
                    .isEqualTo("password-wrong");
        var late = ask(running.browser(), with("password", "open sesame"));
        assertThat(late.status()).isEqualTo(429);
        assertThat(late.code()).isEqualTo("too-many-attempts");
        running.clock.pass(Duration.ofMinutes(15));
        pass(ask(running.browser(), with("password", "open sesame")));
    }

    @Test
    void theSamePassIsRenewedForTheSameViewer() {
        password("open sesame");
        Browser visitor = running.browser();
        String first = pass(ask(visitor, with("password", "open sesame")));
        running.clock.pass(Duration.ofMinutes(8));
        String second = pass(ask(visitor, with("pass", first)));
        assertThat(running.platform.turnstile().mayPlay(stream, first, ""))
                .isEqualTo(running.platform.turnstile().mayPlay(stream, second, ""));
        running.clock.pass(Duration.ofMinutes(8));
        assertThat(media(first)).isEqualTo("audience");
        running.clock.pass(Duration.ofMinutes(3));
        assertThat(media(first)).isEqualTo("pass-expired");
    }

    @Test
    void whoIsNoMemberAnyMoreIsClosed() {
        visibility("private");
        String pass = pass(ask(house.member, NOTHING));
        running.engine.inside.put(pass, stream);
        assertThat(house.founder
                        .delete("/channels/" + house.channel + "/members/" + house.member.accountId)
                        .status())
                .isEqualTo(204);
        assertThat(running.engine.inside).isEmpty();
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(ask(house.member, NOTHING).status()).isEqualTo(404);
    }

    @Test
    void whoCameWhileItWasOpenGoesWhenItBecomesPrivate() {
        Browser visitor = running.browser();
        String pass = pass(ask(visitor, NOTHING));
        String brand = brandPass(with("userId", "u")).getString("pass");
        running.engine.inside.put(pass, stream);
        running.engine.inside.put(brand, stream);
        visibility("private");
        assertThat(running.engine.inside).containsOnlyKeys(brand);
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(media(brand)).isEqualTo("audience");
    }

    @Test
    void revocationsByOtherParts() {
        Browser grace = running.person("Grace");
        visibility("private");
        JsonObject invitation = invite(with("label", "Friends"));
        String pass = pass(ask(grace, with("invitation", tokenOf(invitation))));
        running.platform.revocations().person(show, String.valueOf(grace.accountId));
        assertThat(media(pass)).isEqualTo("pass-revoked");
        assertThat(ask(grace, NOTHING).status()).isEqualTo(404);

        String again = pass(ask(grace, with("invitation", tokenOf(invitation))));
        running.platform.revocations().everywhere(String.valueOf(grace.accountId));
        assertThat(media(again)).isEqualTo("pass-revoked");

        String third = pass(ask(running.browser(), with("invitation", tokenOf(invite(with("label", "More"))))));
        running.platform.revocations().show(show);
        assertThat(media(third)).isEqualTo("pass-revoked");
    }
}
