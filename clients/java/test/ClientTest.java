import footlight.client.Call;
import footlight.client.Footlight;
import footlight.client.FootlightProblem;
import footlight.client.Json;
import footlight.client.NewShow;
import footlight.client.Show;
import footlight.client.ShowChange;
import footlight.client.ShowMade;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the README promises, at a real server.
final class ClientTest {
    private static final String CHANNEL = System.getenv().getOrDefault("FOOTLIGHT_CHANNEL", "default");
    private static final String SERVER = System.getenv("FOOTLIGHT_SERVER");
    private static final Footlight HOUSE = Footlight.at(SERVER, System.getenv("FOOTLIGHT_KEY"));

    public static void main(String[] words) {
        jsonIsReadAndWritten();
        aShowIsMadeInOneCallAndOnceHoweverOftenItIsAskedFor();
        aListGoesOnFromPageToPage();
        whatIsRefusedIsThrownWithItsCode();
        System.out.println("The Java client works.");
    }

    private static void jsonIsReadAndWritten() {
        String text = "{\"a\":[1,-2.5,true,null,\"\\u0041\\n\\\"\"],\"b\":{}}";
        check(Json.write(Json.read(text)).equals("{\"a\":[1,-2.5,true,null,\"A\\u000a\\\"\"],\"b\":{}}"), "JSON");
        for (String none : List.of("", "{", "[1,]", "\"\\x\"", "tru", "1 2", "[".repeat(300))) {
            try {
                Json.read(none);
                throw new AssertionError(none + " was read");
            } catch (IllegalArgumentException good) {
                check(good.getMessage().startsWith("no JSON"), good.getMessage());
            }
        }
    }

    private static void aShowIsMadeInOneCallAndOnceHoweverOftenItIsAskedFor() {
        NewShow wish = new NewShow().title("By the client, für alle").autoStart(true);
        Call call = Call.with().query("include", "ingest,playback").idempotencyKey(UUID.randomUUID().toString());
        ShowMade show = HOUSE.createShow(CHANNEL, wish, call);
        check(show.title().equals("By the client, für alle"), show.title());
        check(show.ingest().key().startsWith("sk_"), "the stream key comes along");
        check(show.playback().hls().contains("/live/"), "the addresses come along");
        check(HOUSE.createShow(CHANNEL, wish, call).id().equals(show.id()), "once");
        String etag = show.own().etag();
        Show changed = HOUSE.editShow(show.id(), new ShowChange().title("Changed"), Call.with().ifMatch(etag));
        check(changed.title().equals("Changed"), changed.title());
        refused("changed-meanwhile", 412, () -> HOUSE.editShow(show.id(), new ShowChange().title("Late"), Call.with().ifMatch(etag)));
        HOUSE.deleteShow(show.id());
        refused("not-found", 404, () -> HOUSE.getShow(show.id()));
    }

    private static void aListGoesOnFromPageToPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) made.add(HOUSE.createShow(CHANNEL, new NewShow().title("Listed " + i)).id());
        List<String> found = new ArrayList<>();
        for (Show show : HOUSE.eachChannelShows(CHANNEL, Call.with().query("limit", 2))) found.add(show.id());
        check(found.containsAll(made), "all are found: " + found);
        check(found.stream().distinct().count() == found.size(), "none twice");
        made.forEach(HOUSE::deleteShow);
    }

    private static void whatIsRefusedIsThrownWithItsCode() {
        FootlightProblem misfit = refused("invalid-request", 400, () -> HOUSE.createShow(CHANNEL, new NewShow().title("")));
        check(misfit.fields().get("title").contains("1 to 120"), misfit.fields().toString());
        check(misfit.getMessage().endsWith("."), "a sentence");
        refused("bearer-token-wrong", 401, () -> Footlight.at(SERVER, "flk_none").listChannelShows(CHANNEL));
        refused("admin-needed", 403, HOUSE::adminOverview);
    }

    private static FootlightProblem refused(String code, int status, Runnable deed) {
        try {
            deed.run();
        } catch (FootlightProblem problem) {
            check(problem.code().equals(code) && problem.status() == status, problem.status() + " " + problem.code());
            return problem;
        }
        throw new AssertionError("not refused with " + code);
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
