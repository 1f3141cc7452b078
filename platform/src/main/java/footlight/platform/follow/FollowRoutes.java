package footlight.platform.follow;

import footlight.front.Answer;
import footlight.platform.access.Action;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Channel;
import footlight.platform.channel.Channels;
import footlight.platform.door.Viewer;
import footlight.platform.show.Addresses;
import footlight.platform.show.Show;
import footlight.platform.show.ShowRoutes;
import footlight.platform.show.Shows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The API's operations by which people say what they want to hear of.
public final class FollowRoutes {
    private static final int USUAL_MINUTES = 60;
    /// Of each kind, for one person.
    private static final int MOST = 5_000;

    private final FollowTable follows;
    private final ReminderTable reminders;
    private final Channels channels;
    private final Shows shows;
    private final ShowRoutes cards;
    private final Addresses addresses;
    private final InstantSource clock;

    /// @param cards says what a show is
    public FollowRoutes(
            Jdbi jdbi, Channels channels, Shows shows, ShowRoutes cards, Addresses addresses, InstantSource clock) {
        this.follows = new FollowTable(jdbi);
        this.reminders = new ReminderTable(jdbi);
        this.channels = channels;
        this.shows = shows;
        this.cards = cards;
        this.addresses = addresses;
        this.clock = clock;
    }

    public void on(ApiRoutes routes) {
        routes.on("getFollow", this::follow)
                .on("putFollow", this::putFollow)
                .on("deleteFollow", this::deleteFollow)
                .on("countFollowers", this::count)
                .on("listFollows", this::list)
                .on("listReminders", this::listReminders)
                .on("getReminder", this::reminder)
                .on("putReminder", this::putReminder)
                .on("deleteReminder", this::deleteReminder);
    }

    private Answer follow(ApiRequest request) {
        Channel channel = seen(request);
        return follow(follows.of(channel.id(), person(request)));
    }

    private Answer putFollow(ApiRequest request) {
        Channel channel = seen(request);
        Notices notices = Notices.of(request.body().getString("notices", Notices.ALL.word()));
        if (!follows.put(channel.id(), person(request), notices, clock.instant(), MOST))
            throw Refusals.limitReached("You follow " + MOST + " channels. Stop following some first.");
        return follow(Optional.of(notices));
    }

    private static Answer follow(Optional<Notices> notices) {
        return Answer.json(
                200,
                new JsonObject()
                        .put("following", notices.isPresent())
                        .put("notices", notices.orElse(Notices.ALL).word()));
    }

    private Answer deleteFollow(ApiRequest request) {
        follows.delete(seen(request).id(), person(request));
        return Answer.empty(204);
    }

    private Answer count(ApiRequest request) {
        Channel channel = channels.open(request.asker(), request.pathPart("channelId"), Action.LOOK);
        return Answer.json(200, new JsonObject().put("count", follows.count(channel.id())));
    }

    private Answer list(ApiRequest request) {
        int limit = request.limit();
        FollowCursor after = request.query("cursor").map(FollowCursor::read).orElse(FollowCursor.START);
        List<Followed> oneMore = follows.of(person(request), after, limit + 1);
        List<Followed> page = oneMore.subList(0, Math.min(limit, oneMore.size()));
        Map<String, Show> next =
                shows.nextOf(page.stream().map(Followed::channelId).toList());
        JsonArray items = new JsonArray();
        page.forEach(followed -> items.add(new JsonObject()
                .put("channel", channels.byId(followed.channelId()).json())
                .put("notices", followed.notices().word())
                .put("followedAt", followed.followedAt().toString())
                .put("next", card(request, next.get(followed.channelId())))));
        boolean more = oneMore.size() > limit;
        return Answer.json(
                200,
                new JsonObject()
                        .put("items", items)
                        .put("next", more ? FollowCursor.behind(page.getLast()).text() : null));
    }

    private Answer listReminders(ApiRequest request) {
        int limit = request.limit();
        FollowCursor after = request.query("cursor").map(FollowCursor::read).orElse(FollowCursor.START);
        List<Reminded> oneMore = reminders.of(person(request), after, limit + 1);
        List<Reminded> page = oneMore.subList(0, Math.min(limit, oneMore.size()));
        Map<String, Integer> minutes =
                page.stream().collect(Collectors.toMap(Reminded::showId, Reminded::minutesBefore));
        JsonArray items = new JsonArray();
        // A show that became private meanwhile is not told of any more.
        shows.seen(Viewer.of(request), page.stream().map(Reminded::showId).toList())
                .forEach(show -> items.add(new JsonObject()
                        .put("show", card(request, show))
                        .put("minutesBefore", minutes.get(show.id()))));
        boolean more = oneMore.size() > limit;
        return Answer.json(
                200,
                new JsonObject()
                        .put("items", items)
                        .put("next", more ? FollowCursor.behind(page.getLast()).text() : null));
    }

    private @Nullable JsonObject card(ApiRequest request, @Nullable Show show) {
        return show == null
                ? null
                : cards.card(show, addresses.origin(request.http().caller()));
    }

    private Answer reminder(ApiRequest request) {
        return reminder(reminders.of(show(request).id(), person(request)));
    }

    private Answer putReminder(ApiRequest request) {
        Show show = show(request);
        if (show.phase().over()) throw Refusals.notNow("show-has-ended", "This show is over.");
        int minutes = request.body().getInteger("minutesBefore", USUAL_MINUTES);
        if (!reminders.put(show.id(), person(request), minutes, clock.instant(), MOST))
            throw Refusals.limitReached("You have " + MOST + " reminders. Take some away first.");
        return reminder(Optional.of(minutes));
    }

    private static Answer reminder(Optional<Integer> minutes) {
        return Answer.json(
                200,
                new JsonObject()
                        .put("reminded", minutes.isPresent())
                        .put("minutesBefore", minutes.orElse(USUAL_MINUTES)));
    }

    private Answer deleteReminder(ApiRequest request) {
        reminders.delete(show(request).id(), person(request));
        return Answer.empty(204);
    }

    private Channel seen(ApiRequest request) {
        return channels.seen(request.pathPart("channelId"));
    }

    private Show show(ApiRequest request) {
        return shows.seen(Viewer.of(request), request.pathPart("showId"));
    }

    private static String person(ApiRequest request) {
        return request.asker().demandPerson().accountId();
    }
}
