package footlight.platform.self;

import footlight.front.Answer;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Rates;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.picture.Avatars;
import footlight.platform.picture.Crop;
import footlight.platform.picture.PictureFolder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API's operations on what one's own account says: name, language, time zone, picture.
final class ProfileRoutes {
    private static final int PICTURES_AN_HOUR = 20;

    private final ProfileTable table;
    private final Avatars avatars;
    private final Deeds deeds;
    private final InstantSource clock;
    private final Rates pictures;

    ProfileRoutes(ProfileTable table, Avatars avatars, Deeds deeds, InstantSource clock) {
        this.table = table;
        this.avatars = avatars;
        this.deeds = deeds;
        this.clock = clock;
        this.pictures = new Rates(PICTURES_AN_HOUR, Duration.ofHours(1), clock);
    }

    void on(ApiRoutes routes) {
        routes.on("getAccount", request -> answer(request.asker().demandPerson()))
                .on("editAccount", this::edit)
                .on("putAvatar", this::putAvatar)
                .on("deleteAvatar", this::deleteAvatar);
    }

    private Answer answer(Asker.Person person) {
        return Answer.json(200, profile(person).json());
    }

    private Profile profile(Asker.Person person) {
        return table.of(person.accountId(), clock.instant()).orElseThrow(Refusals::signInFirst);
    }

    private Answer edit(ApiRequest request) {
        Asker.Person person = request.asker().demandPerson();
        JsonObject form = request.body();
        String zone = form.getString("timeZone");
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone))
            throw Refusals.invalid("timeZone", "must be the name of a time zone, such as Europe/Berlin");
        if (form.containsKey("name") && form.getString("name") == null)
            throw Refusals.invalid("name", "must have letters, in one line");
        String name = form.getString("name");
        String before = profile(person).name();
        table.change(
                person.accountId(),
                new ProfileTable.Change(
                        name == null ? null : PersonName.of(name),
                        form.containsKey("language"),
                        form.getString("language"),
                        form.containsKey("timeZone"),
                        zone));
        Profile now = profile(person);
        if (!now.name().equals(before)) deeds.note(person, "account.name", person.accountId(), "");
        return Answer.json(200, now.json());
    }

    private Answer putAvatar(ApiRequest request) throws IOException {
        Asker.Person person = request.asker().demandPerson();
        Rates.Taken taken = pictures.take("person", person.accountId());
        if (taken.tooMany()) throw Refusals.tooManyRequests(taken.resetSeconds());
        Crop crop = request.query("crop").map(Crop::of).orElse(null);
        PictureFolder.Kept kept = avatars.keep(request.http().body(), crop);
        String hash = kept.hash();
        try (kept) {
            change(person, hash);
        } finally {
            // If it was not taken after all.
            forget(hash);
        }
        return answer(person);
    }

    private Answer deleteAvatar(ApiRequest request) throws IOException {
        change(request.asker().demandPerson(), null);
        return answer(request.asker().demandPerson());
    }

    private void change(Asker.Person person, @Nullable String hash) throws IOException {
        Optional<String> before = table.avatar(person.accountId(), hash);
        if (before.isPresent() && !before.get().equals(hash)) forget(before.get());
    }

    private void forget(String hash) throws IOException {
        avatars.forget(hash, table::anybodyHas);
    }
}
