package footlight.platform.usher;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Whoever has the link of an invitation comes in, as often and as long as it says.
class ShowInvitationTest extends AtTheDoor {
    @Test
    void anInvitationLetsABrowserInAndCountsItOnce() {
        visibility("private");
        JsonObject invitation = invite(new JsonObject().put("label", "Friends").put("mostUses", 2));
        Browser friend = running.browser();
        String pass = pass(ask(friend, with("invitation", tokenOf(invitation))));
        assertThat(media(pass)).isEqualTo("audience");
        pass(ask(friend, with("invitation", tokenOf(invitation))));
        assertThat(friend.page("/s/" + show).status()).isEqualTo(200);
        assertThat(friend.get("/shows/" + show).json().getString("entry")).isEqualTo("open");
        pass(ask(running.person("Grace"), with("invitation", tokenOf(invitation))));
        assertThat(ask(running.browser(), with("invitation", tokenOf(invitation)))
                        .code())
                .as("used twice, as often as it may be")
                .isEqualTo("invitation-not-good");
        assertThat(pass(ask(friend, with("invitation", tokenOf(invitation)))))
                .as("who is in may open it again")
                .isNotNull();
        assertThat(listed())
                .filteredOn(one -> ((JsonObject) one).getString("id").equals(invitation.getString("id")))
                .extracting(one -> ((JsonObject) one).getInteger("uses"))
                .containsExactly(2);
        assertThat(house.founder.get("/shows/" + show + "/invitations").text()).doesNotContain(tokenOf(invitation));
    }

    private JsonArray listed() {
        return house.founder.get("/shows/" + show + "/invitations").json().getJsonArray("items");
    }

    @Test
    void manyWhoOpenTheLastUseOfAnInvitationAtOnceAreOne() throws InterruptedException {
        visibility("private");
        JsonObject invitation = invite(new JsonObject().put("label", "One").put("mostUses", 1));
        ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++)
            threads.add(Thread.ofVirtual()
                    .start(() -> answers.add(ask(running.browser(), with("invitation", tokenOf(invitation)))
                            .status())));
        for (Thread thread : threads) thread.join();
        assertThat(answers).hasSize(12).containsOnlyOnce(200);
    }

    @Test
    void aWithdrawnInvitationClosesThoseWhoCameByItAndNobodyElse() {
        visibility("private");
        JsonObject one = invite(with("label", "One"));
        JsonObject other = invite(with("label", "Other"));
        Browser first = running.browser();
        Browser second = running.browser();
        String firstPass = pass(ask(first, with("invitation", tokenOf(one))));
        String secondPass = pass(ask(second, with("invitation", tokenOf(other))));
        assertThat(house.founder
                        .delete("/shows/" + show + "/invitations/" + one.getString("id"))
                        .status())
                .isEqualTo(204);
        assertThat(media(firstPass)).isEqualTo("pass-revoked");
        assertThat(ask(first, NOTHING).status()).isEqualTo(404);
        assertThat(first.page("/s/" + show).status()).isEqualTo(404);
        assertThat(media(secondPass)).isEqualTo("audience");
        assertThat(ask(first, with("invitation", tokenOf(one))).code()).isEqualTo("invitation-not-good");
    }

    @Test
    void anExpiredInvitationLetsNobodyNewIn() {
        visibility("private");
        JsonObject invitation = invite(new JsonObject()
                .put("label", "Soon over")
                .put("expiresAt", running.clock.instant().plusSeconds(60).toString()));
        Browser early = running.browser();
        pass(ask(early, with("invitation", tokenOf(invitation))));
        running.clock.pass(Duration.ofSeconds(61));
        assertThat(ask(running.browser(), with("invitation", tokenOf(invitation)))
                        .code())
                .isEqualTo("invitation-not-good");
        pass(ask(early, NOTHING));
    }

    @Test
    void onAPrivateShowWithAPasswordTheInvitedAreAskedForItToo() {
        visibility("private");
        password("open sesame");
        JsonObject invitation = invite(with("label", "Friends"));
        Browser friend = running.browser();
        assertThat(ask(friend, with("invitation", tokenOf(invitation))).code()).isEqualTo("password-needed");
        // The seat is kept all the same: the page knows them now.
        Browser known = running.person("Grace");
        ask(known, with("invitation", tokenOf(invitation)));
        assertThat(known.get("/shows/" + show).json().getString("entry")).isEqualTo("password-needed");
        pass(ask(known, with("password", "open sesame")));
        assertThat(ask(running.browser(), with("password", "open sesame")).status())
                .as("the word alone is not enough")
                .isEqualTo(404);
    }

    @Test
    void whoIsInvitedToAShowWithAPasswordIsNotAskedForIt() {
        password("open sesame");
        JsonObject invitation = invite(with("label", "Friends"));
        Browser friend = running.browser();
        String pass = pass(ask(friend, with("invitation", tokenOf(invitation))));
        password("open barley");
        assertThat(media(pass)).as("and stays when it changes").isEqualTo("audience");
    }
}
