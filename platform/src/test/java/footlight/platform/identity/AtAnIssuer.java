package footlight.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.RunningPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// An OpenID provider that may be honest or not, and who signs in by it.
abstract class AtAnIssuer {
    static Issuer issuer;
    static RunningPlatform running;
    static int subjects;
    Browser owner;

    @BeforeAll
    static void openAll() {
        issuer = new Issuer();
        running = RunningPlatform.open(
                0, List.of(Provider.openId("acme", "Acme", issuer.url(), Issuer.CLIENT, Issuer.SECRET)));
    }

    /// What was remembered of the issuer is forgotten by then.
    @BeforeEach
    void later() {
        owner = running.owner();
        running.clock.pass(Duration.ofHours(2));
        running.database.jdbi().useHandle(handle -> handle.execute("""
                delete from identity;
                delete from account where email is distinct from 'ada@example.org'"""));
        owner.signIn("ada@example.org", Browser.PASSWORD);
        issuer.honest("subject " + subjects++);
    }

    @AfterAll
    static void close() {
        running.close();
        issuer.close();
    }

    Visitor started() {
        Visitor visitor = new Visitor(running);
        started(visitor);
        return visitor;
    }

    void started(Visitor visitor) {
        assertThat(visitor.start("acme", "/s/abc?x=1").status()).isEqualTo(303);
        issuer.nonce = String.valueOf(visitor.sent.get("nonce"));
        issuer.now = running.clock.instant();
    }

    Map<String, String> good(Visitor visitor) {
        return Map.of(
                "code", issuer.code(String.valueOf(visitor.sent.get("code_challenge"))),
                "state", String.valueOf(visitor.sent.get("state")),
                "iss", issuer.url());
    }

    Browser.Reply back(Visitor visitor) {
        return visitor.back("acme", good(visitor));
    }

    static String problem(Browser.Reply reply) {
        assertThat(reply.status()).isEqualTo(303);
        String to = reply.header("location").orElseThrow();
        assertThat(to).startsWith("/sign-in?");
        return Visitor.query("http://here" + to).getOrDefault("problem", "none");
    }
}
