package footlight.platform.admin;

import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Links by which a person chooses a password, once and within a day. Any thread; blocks on the database.
record PasswordLinks(PeopleTable table, RandomNames names, InstantSource clock) {
    private static final Duration GOOD = Duration.ofDays(1);

    /// A new one, in place of any before it. The token is behind the #, which browsers send to nobody and servers never
    /// log.
    String path(AdminAccount account) {
        String token = names.token();
        Instant now = clock.instant();
        table.link(account, Digests.sha256(token), now, now.plus(GOOD));
        return "/account/reset#" + token;
    }
}
