package footlight.platform.mailroom;

import footlight.front.Answer;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.FreshSession;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.Asker;
import footlight.platform.api.Refusals;
import footlight.platform.mail.Letter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What whoever runs the server sees of the mail.
public final class MailRoutes {
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,16}):([a-z0-9]{12})");

    private final MailRoom room;
    private final MailSettings settings;
    private final FreshSession fresh;
    private final String siteName;
    private final BiConsumer<Asker, String> tested;
    private final BiConsumer<Asker, String> sentAgain;

    /// @param tested is told who had a letter sent in order to see whether it goes, and with which end
    /// @param sentAgain is told who had which letter tried again
    public MailRoutes(
            MailRoom room,
            MailSettings settings,
            FreshSession fresh,
            String siteName,
            BiConsumer<Asker, String> tested,
            BiConsumer<Asker, String> sentAgain) {
        this.room = room;
        this.settings = settings;
        this.fresh = fresh;
        this.siteName = siteName;
        this.tested = tested;
        this.sentAgain = sentAgain;
    }

    public void on(ApiRoutes routes) {
        routes.on("listLetters", this::list).on("testMail", this::test).on("sendLetterAgain", this::again);
    }

    private Answer list(ApiRequest request) {
        request.asker().demandServer();
        int limit = request.limit();
        Place from = request.query("cursor").map(MailRoutes::place).orElse(new Place(LATEST, ""));
        List<MailRoom.Seen> found = room.page(from.time(), from.id(), limit + 1);
        boolean more = found.size() > limit;
        List<MailRoom.Seen> page = more ? found.subList(0, limit) : found;
        JsonArray items = new JsonArray();
        // What a path is under for who asks: it is told to nobody else.
        String here = request.http().caller().origin();
        // A waiting letter opens an account.
        boolean tells = !(request.asker() instanceof Asker.Person) || fresh.holds(request);
        page.forEach(seen -> items.add(json(seen, here, tells)));
        return Answer.json(
                200,
                new JsonObject()
                        .put("items", items)
                        .put("next", more ? cursor(page.getLast().row()) : null)
                        .put("sending", sending()));
    }

    private Answer again(ApiRequest request) {
        request.asker().demandServer();
        String id = request.pathPart("letterId");
        if (!room.known(id)) throw Refusals.notFound("There is no such letter.");
        demandMailServer();
        if (!room.again(id))
            throw Refusals.notNow(
                    "letter-gone", "It was sent, or is too old: its link does not work any more. Have a new one sent.");
        sentAgain.accept(request.asker(), id);
        return Answer.empty(202);
    }

    private void demandMailServer() {
        if (!room.sends())
            throw Refusals.notNow(
                    "mail-not-set-up", "This server has no mail server. Set mail.smtp and mail.from, and start again.");
    }

    private JsonObject sending() {
        Smtp smtp = settings.smtp();
        return new JsonObject()
                .put("server", smtp == null ? null : smtp.toString())
                .put("from", settings.from())
                .put("trouble", room.trouble().orElse(null));
    }

    private static JsonObject json(MailRoom.Seen seen, String here, boolean tells) {
        LetterTable.Row row = seen.row();
        Letter letter = seen.letter().under(here);
        boolean waits = row.sentAt() == null;
        boolean open = waits && tells;
        JsonArray paragraphs = new JsonArray();
        letter.paragraphs().forEach(paragraphs::add);
        Letter.Button button = letter.button();
        return new JsonObject()
                .put("id", row.id())
                .put("to", letter.to())
                .put("subject", letter.subject())
                .put("state", state(row))
                .put("tries", row.tries())
                .put("problem", row.problem())
                .put("createdAt", row.createdAt().toString())
                .put("sentAt", text(row.sentAt()))
                .put("nextTryAt", text(row.nextTryAt()))
                .put("hidden", waits && !tells)
                .put("paragraphs", open ? paragraphs : null)
                .put(
                        "button",
                        button == null || !open
                                ? null
                                : new JsonObject().put("words", button.words()).put("url", button.url()));
    }

    private static String state(LetterTable.Row row) {
        if (row.sentAt() != null) return "sent";
        return row.givenUpAt() != null ? "given-up" : "waiting";
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private record Place(Instant time, String id) {}

    private static String cursor(LetterTable.Row last) {
        String plain = last.createdAt().toEpochMilli() + ":" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static Place place(String text) {
        try {
            Matcher parts = CURSOR.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (parts.matches()) {
                Instant time = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
                if (time.isBefore(LATEST)) return new Place(time, parts.group(2));
            }
        } catch (IllegalArgumentException | DateTimeException none) {
            // The same answer as for any other text that is no cursor.
        }
        throw Refusals.invalid("cursor", "is not the \"next\" of a page");
    }

    private Answer test(ApiRequest request) {
        request.asker().demandServer();
        String to = request.body().getString("to");
        demandMailServer();
        if (!MailAddress.good(to)) throw Refusals.invalid("to", "is no address that mail can go to");
        Letter letter = new Letter(
                to,
                "Mail from " + siteName + " arrives",
                List.of("This letter was sent to see whether mail arrives. It does."),
                null,
                List.of("Somebody who runs this server had it sent to you."));
        var problem = room.test(letter);
        tested.accept(request.asker(), problem.isEmpty() ? "taken" : "refused");
        if (problem.isPresent())
            throw new Refusal(new Problem(502, "mail-refused", "The mail server did not take it", problem.get()));
        return Answer.json(200, new JsonObject().put("to", to));
    }
}
