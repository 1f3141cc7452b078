package footlight.platform.self;

import footlight.front.Answer;
import footlight.platform.account.FreshSession;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.api.Turns;
import footlight.platform.channel.Deeds;
import footlight.platform.picture.Avatars;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What the server knows of somebody, as a file for them to take along.
final class Takeout {
    /// One holds some dozens of megabytes for a moment.
    private final Turns turns =
            new Turns(1, Duration.ofSeconds(10), "Others take their data along just now. Try again in a moment.");
    private final TakeoutTable table;
    private final ProfileTable profiles;
    private final Parts parts;
    private final FreshSession fresh;
    private final Avatars avatars;
    private final String siteName;
    private final Deeds deeds;
    private final InstantSource clock;

    /// What other features know.
    interface Parts {
        /// @param token of the session that asks
        JsonArray sessions(String accountId, String token);

        JsonArray identities(String accountId);

        /// By subject.
        JsonArray letters(String email);
    }

    Takeout(
            TakeoutTable table,
            ProfileTable profiles,
            Parts parts,
            FreshSession fresh,
            Avatars avatars,
            String siteName,
            Deeds deeds,
            InstantSource clock) {
        this.table = table;
        this.profiles = profiles;
        this.parts = parts;
        this.fresh = fresh;
        this.avatars = avatars;
        this.siteName = siteName;
        this.deeds = deeds;
        this.clock = clock;
    }

    void on(ApiRoutes routes) {
        routes.on("exportAccount", this::export);
    }

    private Answer export(ApiRequest request) throws IOException {
        Asker.Person person = request.asker().demandPerson();
        fresh.demand(request);
        turns.take();
        try {
            return export(request, person);
        } finally {
            turns.giveBack();
        }
    }

    private Answer export(ApiRequest request, Asker.Person person) throws IOException {
        String id = person.accountId();
        Instant now = clock.instant();
        Profile profile = profiles.of(id, now).orElseThrow(Refusals::signInFirst);
        String token = FreshSession.token(request).orElse("");
        JsonObject all = new JsonObject()
                .put("site", siteName)
                .put("exportedAt", now.toString())
                .put("account", profile.json())
                .mergeIn(table.of(id))
                .put("sessions", parts.sessions(id, token))
                .put("identities", parts.identities(id))
                // Whoever only says that an address is theirs learns nothing about letters to it.
                .put("letters", profile.verified() ? parts.letters(profile.email()) : new JsonArray());
        deeds.note(person, "account.export", id, "");
        return Answer.of(200, "application/zip", zip(all, profile))
                .with("content-disposition", "attachment; filename=\"account-" + id + ".zip\"");
    }

    private byte[] zip(JsonObject all, Profile profile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("account.json"));
            zip.write(all.encodePrettily().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            if (profile.avatar() != null) picture(zip, profile.avatar());
        }
        return bytes.toByteArray();
    }

    private void picture(ZipOutputStream zip, String hash) throws IOException {
        byte[] picture;
        try {
            picture = avatars.bytes(hash);
        } catch (NoSuchFileException goneMeanwhile) {
            return;
        }
        zip.putNextEntry(new ZipEntry("avatar.jpg"));
        zip.write(picture);
        zip.closeEntry();
    }
}
