package footlight.platform.team;

import footlight.front.Answer;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.access.Action;
import footlight.platform.access.Role;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.channel.Deeds;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The API's operations on a channel's team.
public final class TeamRoutes {
    private final MemberTable members;
    private final Invitations invitations;
    private final Channels channels;
    private final Addresses addresses;
    private final Letters letters;
    private final Deeds deeds;
    private final Changed changed;

    /// @param changed is told when somebody may less than before, so that what they look at is asked for again
    public TeamRoutes(
            Jdbi jdbi,
            Channels channels,
            Addresses addresses,
            Letters letters,
            Deeds deeds,
            Changed changed,
            RandomNames names,
            InstantSource clock) {
        this.members = new MemberTable(jdbi);
        this.invitations = new Invitations(jdbi, channels, names, clock);
        this.channels = channels;
        this.addresses = addresses;
        this.letters = letters;
        this.deeds = deeds;
        this.changed = changed;
    }

    /// Somebody's part in a channel became another, or none.
    public interface Changed {
        void part(String channelId, String accountId);
    }

    /// Whether this is the token of an invitation that is good.
    public boolean invited(String token) {
        return invitations.good(token);
    }

    public void on(ApiRoutes routes) {
        routes.on("listMembers", this::list)
                .on("changeMember", this::change)
                .on("removeMember", this::remove)
                .on("leaveChannel", this::leave)
                .on("listInvitations", this::listInvitations)
                .on("inviteMember", this::invite)
                .on("withdrawInvitation", this::withdraw)
                .on("readInvitation", this::read)
                .on("acceptInvitation", this::accept);
    }

    private Answer list(ApiRequest request) {
        Channel channel = open(request, Action.SEE_TEAM);
        boolean withEmail = channels.may(request.asker(), channel.id(), Action.CHANGE_TEAM);
        JsonArray items = new JsonArray();
        members.of(channel.id()).forEach(member -> items.add(member.json(withEmail)));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer change(ApiRequest request) {
        Channel channel = open(request, Action.CHANGE_TEAM);
        String accountId = request.pathPart("accountId");
        Role role = Role.of(request.body().getString("role"));
        change(request, channel, accountId, role, "member.change");
        return members.of(channel.id()).stream()
                .filter(member -> member.accountId().equals(accountId))
                .findFirst()
                .map(member -> Answer.json(200, member.json(true)))
                .orElseThrow(TeamRoutes::noMember);
    }

    private Answer remove(ApiRequest request) {
        change(request, open(request, Action.CHANGE_TEAM), request.pathPart("accountId"), null, "member.remove");
        return Answer.empty(204);
    }

    private Answer leave(ApiRequest request) {
        Asker.Person person = request.asker().demandPerson();
        change(request, channels.seen(request.pathPart("channelId")), person.accountId(), null, "member.leave");
        return Answer.empty(204);
    }

    private void change(ApiRequest request, Channel channel, String accountId, @Nullable Role role, String deed) {
        deeds.together(() -> {
            switch (members.change(channel.id(), accountId, role)) {
                case NOT_THERE -> throw noMember();
                case LAST_OWNER ->
                    throw Refusals.notNow(
                            "last-owner", "This is the channel's last owner. Make somebody else an owner first.");
                case DONE ->
                    deeds.note(request.asker(), deed, channel.id(), accountId, role == null ? "" : role.word());
            }
            return channel;
        });
        changed.part(channel.id(), accountId);
    }

    private Answer listInvitations(ApiRequest request) {
        JsonArray items = new JsonArray();
        invitations.of(open(request, Action.CHANGE_TEAM)).forEach(invitation -> items.add(invitation.json()));
        return Answer.json(200, new JsonObject().put("items", items));
    }

    private Answer invite(ApiRequest request) {
        Channel channel = open(request, Action.CHANGE_TEAM);
        JsonObject form = request.body();
        Role role = Role.of(form.getString("role"));
        String inviter = request.asker() instanceof Asker.Person person ? person.accountId() : null;
        Invitations.Written written = invitations.invite(channel, inviter, form.getString("email"), role);
        // Behind the #, so that it stands in no server's log.
        String path = "/manage/invitation#" + written.token();
        String link = addresses.origin(request.http().caller()) + path;
        if (written.goes()) letters.invited(written.invitation().email(), channel.name(), role, path);
        deeds.note(
                request.asker(),
                "member.invite",
                channel.id(),
                written.invitation().id(),
                role.word());
        return Answer.json(201, written.invitation().json().put("link", link).put("posted", written.goes()));
    }

    private Answer withdraw(ApiRequest request) {
        Channel channel = open(request, Action.CHANGE_TEAM);
        invitations.withdraw(channel, request.pathPart("invitationId"));
        deeds.note(request.asker(), "member.withdraw", channel.id(), request.pathPart("invitationId"), "");
        return Answer.empty(204);
    }

    private Answer read(ApiRequest request) {
        Invitation invitation = invitations.read(request.body().getString("token"));
        return Answer.json(
                200,
                new JsonObject()
                        .put("channel", channels.seen(invitation.channelId()).json())
                        .put("role", invitation.role().word())
                        .put("invitedBy", invitation.invitedBy())
                        .put("expiresAt", invitation.expiresAt().toString()));
    }

    private Answer accept(ApiRequest request) {
        Asker.Person person = request.asker().demandPerson();
        Invitations.Joined joined = invitations.accept(request.body().getString("token"), person.accountId());
        deeds.note(
                person,
                "member.join",
                joined.channel().id(),
                person.accountId(),
                joined.role().word());
        return Answer.json(
                200,
                new JsonObject()
                        .put("channel", joined.channel().json())
                        .put("role", joined.role().word()));
    }

    private Channel open(ApiRequest request, Action action) {
        return channels.open(request.asker(), request.pathPart("channelId"), action);
    }

    private static Refusal noMember() {
        return new Refusal(new Problem(404, "not-found", "Not found", "The channel has no such member."));
    }
}
