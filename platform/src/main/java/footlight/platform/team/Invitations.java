package footlight.platform.team;

import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.access.Role;
import footlight.platform.api.Rates;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// How people come to a team: by a link that is good for seven days and for one of them, whoever holds it. Any virtual
/// thread; blocks on the database.
final class Invitations {
    private static final Duration LASTS = Duration.ofDays(7);
    private static final int OPEN_AT_MOST = 100;
    /// Each is a letter to somebody who may not want one.
    private static final int A_DAY = 200;
    private static final int TO_ONE_A_DAY = 3;

    private final Jdbi jdbi;
    private final InvitationTable table;
    private final Channels channels;
    private final RandomNames names;
    private final InstantSource clock;
    private final Rates letters;
    private final Rates toOne;

    Invitations(Jdbi jdbi, Channels channels, RandomNames names, InstantSource clock) {
        this.jdbi = jdbi;
        this.table = new InvitationTable(jdbi);
        this.channels = channels;
        this.names = names;
        this.clock = clock;
        this.letters = new Rates(A_DAY, Duration.ofDays(1), clock);
        this.toOne = new Rates(TO_ONE_A_DAY, Duration.ofDays(1), clock);
    }

    /// @param token for the link, told once
    /// @param goes whether a letter may go. Of all channels together an address gets three a day; the invitation is
    ///     good all the same, so that nobody keeps anybody from being invited elsewhere
    record Written(Invitation invitation, String token, boolean goes) {
        @Override
        public String toString() {
            return invitation.toString();
        }
    }

    /// @param inviterId null when it is not a person
    /// @throws Refusal when the channel has as many open ones as there can be, or has written too many today
    Written invite(Channel channel, @Nullable String inviterId, String email, Role role) {
        Instant now = clock.instant();
        if (table.of(channel.id(), now).size() >= OPEN_AT_MOST)
            throw Refusals.limitReached("This channel has " + OPEN_AT_MOST + " open invitations. Withdraw some first.");
        Rates.Taken taken = letters.take("channel", channel.id());
        if (taken.tooMany()) throw Refusals.tooManyRequests(taken.resetSeconds());
        String token = names.token();
        Invitation invitation = new Invitation(
                names.id(), channel.id(), email.toLowerCase(Locale.ROOT), role, null, now, now.plus(LASTS));
        table.put(invitation, inviterId, Digests.sha256(token));
        byte[] addressee = Digests.sha256(invitation.email().strip());
        boolean goes =
                !toOne.take("addressee", HexFormat.of().formatHex(addressee)).tooMany();
        return new Written(invitation, token, goes);
    }

    List<Invitation> of(Channel channel) {
        return table.of(channel.id(), clock.instant());
    }

    /// @throws Refusal when the channel has no such invitation
    void withdraw(Channel channel, String id) {
        if (!table.delete(channel.id(), id)) throw Refusals.notFound("There is no invitation with this id.");
    }

    boolean good(String token) {
        return table.byToken(Digests.sha256(token), clock.instant()).isPresent();
    }

    /// What the link of this token asks somebody to.
    ///
    /// @throws Refusal when it is not good any more
    Invitation read(String token) {
        return table.byToken(Digests.sha256(token), clock.instant()).orElseThrow(Invitations::notGood);
    }

    /// What came of an accepted invitation.
    record Joined(Channel channel, Role role) {}

    /// @throws Refusal when it is not good any more
    Joined accept(String token, String accountId) {
        Instant now = clock.instant();
        return jdbi.inTransaction(handle -> {
            Invitation invitation =
                    table.take(handle, Digests.sha256(token), now).orElseThrow(Invitations::notGood);
            channels.hold(handle, invitation.channelId());
            Role role = table.join(handle, invitation, accountId, now);
            return new Joined(channels.byId(invitation.channelId()), role);
        });
    }

    private static Refusal notGood() {
        return new Refusal(new Problem(
                404,
                "invitation-not-good",
                "This invitation is not good any more",
                "It was used, withdrawn, replaced by a newer one, or is older than seven days. Ask for another one."));
    }
}
