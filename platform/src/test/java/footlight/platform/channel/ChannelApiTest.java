package footlight.platform.channel;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ChannelApiTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 5000);
    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static String form(String name, String handle) {
        return new JsonObject().put("name", name).put("handle", handle).encode();
    }

    @Test
    void aPersonWhoMakesAChannelOwnsIt() {
        Browser person = RUNNING.person("Grace");
        var made = person.post("/channels", form("  Tap house  ", "tap-house"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String id = made.json().getString("id");
        assertThat(made.header("location")).contains("/api/v1/channels/" + id);
        assertThat(made.json().getString("name")).isEqualTo("Tap house");
        assertThat(made.json().getJsonObject("own").getString("role")).isEqualTo("owner");
        assertThat(person.get("/channels")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("id"))
                .isEqualTo(id);
        assertThat(person.post("/channels/" + id + "/shows", "{\"title\":\"First\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aChannelIsFoundByIdAndByHandleAndTellsStrangersNothingMore() {
        House house = new House(RUNNING);
        Browser stranger = RUNNING.browser();
        JsonObject byId = stranger.get("/channels/" + house.channel).json();
        JsonObject byHandle =
                stranger.get("/channels/@" + byId.getString("handle")).json();
        assertThat(byHandle).isEqualTo(byId);
        assertThat(byId.fieldNames())
                .containsExactlyInAnyOrder("id", "name", "handle", "description", "timeZone", "language");
        assertThat(house.member
                        .get("/channels/" + house.channel)
                        .json()
                        .getJsonObject("own")
                        .getJsonArray("actions"))
                .containsExactly("look", "moderate", "see-team");
        assertThat(stranger.get("/channels/@no-such-house").code()).isEqualTo("not-found");
        assertThat(stranger.get("/channels/default").json().getString("handle")).isEqualTo("main");
    }

    @Test
    void theSessionTellsWhatOneMayDoInEachOfOnesChannels() {
        House house = new House(RUNNING);
        JsonObject members =
                house.member.get("/session").json().getJsonArray("channels").getJsonObject(0);
        assertThat(members.getString("id")).isEqualTo(house.channel);
        assertThat(members.getString("role")).isEqualTo("moderator");
        assertThat(members.getJsonArray("actions")).containsExactly("look", "moderate", "see-team");
        assertThat(RUNNING.owner().get("/session").json().getJsonArray("channels"))
                .as("who runs the server is as good as an owner everywhere")
                .allSatisfy(channel -> assertThat(((JsonObject) channel).getJsonArray("actions"))
                        .contains("delete-channel"));
        assertThat(RUNNING.browser().get("/session").json().getJsonArray("channels"))
                .isEmpty();
    }

    @Test
    void aChannelSaysSomethingAboutItself() {
        House house = new House(RUNNING);
        String path = "/channels/" + house.channel;
        assertThat(house.founder
                        .patch(
                                path,
                                "{\"description\":\" Three\\nrounds. \",\"timeZone\":\"Europe/Berlin\",\"language\":\"de\"}")
                        .status())
                .isEqualTo(200);
        JsonObject seen = RUNNING.browser().get(path).json();
        assertThat(seen.getString("description")).isEqualTo("Three\nrounds.");
        assertThat(seen.getString("timeZone")).isEqualTo("Europe/Berlin");
        assertThat(seen.getString("language")).isEqualTo("de");
        assertThat(house.founder.patch(path, "{\"name\":\"Other\"}").json().getString("language"))
                .as("what is not named stays")
                .isEqualTo("de");
        assertThat(house.founder
                        .patch(path, "{\"timeZone\":null,\"language\":null,\"description\":\"\"}")
                        .json()
                        .getString("timeZone"))
                .isNull();
        assertThat(house.founder.patch(path, "{\"timeZone\":\"Mars/Olympus\"}").code())
                .isEqualTo("invalid-request");
        assertThat(house.founder.patch(path, "{\"language\":\"<b>\"}").code()).isEqualTo("invalid-request");
    }

    @Test
    void newShowsBeginAsTheirChannelSaysUnlessTheySayOtherwise() {
        House house = new House(RUNNING);
        String path = "/channels/" + house.channel;
        assertThat(begun(house, "{\"title\":\"First\"}")).isEqualTo("public");
        JsonObject changed =
                house.founder.patch(path, "{\"defaultVisibility\":\"private\"}").json();
        assertThat(changed.getJsonObject("own").getString("defaultVisibility")).isEqualTo("private");
        assertThat(begun(house, "{\"title\":\"Second\"}")).isEqualTo("private");
        assertThat(begun(house, "{\"title\":\"Third\",\"visibility\":\"public\"}"))
                .isEqualTo("public");
        house.founder.patch(path, "{\"name\":\"Other\"}");
        assertThat(begun(house, "{\"title\":\"Fourth\"}"))
                .as("what is not named stays")
                .isEqualTo("private");
        assertThat(house.founder
                        .patch(path, "{\"defaultVisibility\":\"everybody\"}")
                        .code())
                .isEqualTo("invalid-request");
        assertThat(house.founder.patch(path, "{\"defaultVisibility\":null}").code())
                .isEqualTo("invalid-request");
        assertThat(house.member
                        .patch(path, "{\"defaultVisibility\":\"public\"}")
                        .status())
                .isEqualTo(403);
        assertThat(RUNNING.browser().get(path).text())
                .as("how plans begin is the team's to know")
                .doesNotContain("isibility");
    }

    @Test
    void whoRunsTheFirstChannelIsToldThatItStays() {
        House house = new House(RUNNING);
        assertThat(house.founder
                        .get("/channels/" + house.channel)
                        .json()
                        .getJsonObject("own")
                        .getBoolean("main"))
                .isFalse();
        assertThat(RUNNING.owner()
                        .get("/channels/default")
                        .json()
                        .getJsonObject("own")
                        .getBoolean("main"))
                .isTrue();
    }

    private static String begun(House house, String form) {
        var made = house.founder.post("/channels/" + house.channel + "/shows", form);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().getJsonObject("own").getString("visibility");
    }

    @Test
    void onlyAPersonMakesAChannel() throws IOException {
        House house = new House(RUNNING);
        Browser program = house.program(house.keySecret("channel:write"));
        assertThat(program.post("/channels", form("A", "by-program")).code()).isEqualTo("person-needed");
        Browser script = RUNNING.browser().with("origin", null).with("authorization", "Bearer " + RUNNING.adminToken());
        assertThat(script.post("/channels", form("A", "by-script")).code()).isEqualTo("person-needed");
        assertThat(RUNNING.browser().post("/channels", form("A", "by-nobody")).code())
                .isEqualTo("sign-in-first");
    }

    @Test
    void aHandleBelongsToOneChannelAndSomeToNone() {
        House house = new House(RUNNING);
        House other = new House(RUNNING);
        String taken =
                RUNNING.browser().get("/channels/" + other.channel).json().getString("handle");
        assertThat(house.founder.post("/channels", form("A", taken)).code()).isEqualTo("handle-taken");
        assertThat(house.founder
                        .patch("/channels/" + house.channel, "{\"handle\":\"" + taken + "\"}")
                        .code())
                .isEqualTo("handle-taken");
        for (String reserved : List.of("admin", "api", "default", "studio", "sign-in", "footlight")) {
            var reply = house.founder.post("/channels", form("A", reserved));
            assertThat(reply.status()).as(reserved).isEqualTo(400);
            assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                    .isEqualTo("handle");
        }
    }

    @Test
    void namesAndHandlesThatAreNoneAreRefused() {
        House house = new House(RUNNING);
        for (String handle : List.of(
                "",
                "a",
                "ab",
                "-abc",
                "abc-",
                "a--b",
                "Upper",
                "two words",
                "dots.here",
                "ünder",
                "a/b",
                "%2e%2e",
                "x".repeat(31)))
            assertThat(house.founder.post("/channels", form("A", handle)).status())
                    .as(handle)
                    .isEqualTo(400);
        for (String name : List.of("", "   ", "\u202e", "two\nlines", "\u0000", "x".repeat(81)))
            assertThat(house.founder
                            .post("/channels", form(name, House.handle()))
                            .status())
                    .as(name)
                    .isEqualTo(400);
    }

    @Test
    void aNewNameStandsBesideItsShowsAtOnce() {
        House house = new House(RUNNING);
        String show = "/shows/" + house.show;
        assertThat(channelOf(show).getString("name")).isEqualTo("House");
        String handle = House.handle();
        var changed = house.founder.patch("/channels/" + house.channel, form("New name", handle));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(channelOf(show).getString("name")).isEqualTo("New name");
        assertThat(channelOf(show).getString("handle")).isEqualTo(handle);
        // As when another node changed it.
        RUNNING.database
                .jdbi()
                .useHandle(handle2 ->
                        handle2.execute("update channel set name = 'From elsewhere' where id = ?", house.channel));
        RUNNING.clock.pass(java.time.Duration.ofSeconds(61));
        assertThat(channelOf(show).getString("name")).isEqualTo("From elsewhere");
    }

    private static JsonObject channelOf(String show) {
        return RUNNING.browser().get(show).json().getJsonObject("channel");
    }

    @Test
    void whatKeepsItsNameKeepsAReservedHandleToo() {
        Browser admin = RUNNING.owner();
        var reply = admin.patch("/channels/default", "{\"name\":\"Renamed\",\"handle\":\"main\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(admin.patch("/channels/default", "{\"name\":\"Footlight\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aDeletedChannelIsGoneWithItsShowsItsKeysAndItsTeamAndItsHandleIsFree() {
        House house = new House(RUNNING);
        String handle =
                RUNNING.browser().get("/channels/" + house.channel).json().getString("handle");
        Browser program = house.program(house.keySecret("shows:read"));
        String path = "/channels/" + house.channel;
        assertThat(program.get(path + "/shows").status()).isEqualTo(200);
        assertThat(house.founder.delete(path).status()).isEqualTo(204);
        assertThat(house.founder.delete(path).code()).isEqualTo("not-found");
        assertThat(RUNNING.browser().get(path).code()).isEqualTo("not-found");
        assertThat(RUNNING.browser().get("/channels/@" + handle).code()).isEqualTo("not-found");
        assertThat(RUNNING.browser().get("/shows/" + house.show).code()).isEqualTo("not-found");
        assertThat(house.founder.get("/channels").json().getJsonArray("items")).isEmpty();
        assertThat(program.get(path + "/shows").code()).isEqualTo("bearer-token-wrong");
        assertThat(house.member.post("/channels", form("Heir", handle)).status())
                .isEqualTo(201);
    }

    @Test
    void aChannelWithALiveShowStaysAndAWaitingEncoderIsSentAwayWithIt() {
        House house = new House(RUNNING);
        var live = RUNNING.platform.live();
        String streamId = RUNNING.browser().get("/shows/" + house.show).json().getString("streamId");
        live.mayPublish(
                house.founder.get("/shows/" + house.show + "/ingest").json().getString("key"), FROM);
        RUNNING.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update show set phase = 'live', started_at = now() where id = ?", house.show));
        var refused = house.founder.delete("/channels/" + house.channel);
        assertThat(refused.code()).isEqualTo("show-is-live");
        assertThat(house.founder.get("/channels/" + house.channel + "/members").status())
                .as("all as it was")
                .isEqualTo(200);
        RUNNING.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update show set phase = 'draft', started_at = null where id = ?", house.show));
        assertThat(house.founder.delete("/channels/" + house.channel).status()).isEqualTo(204);
        assertThat(RUNNING.engine.closed).contains("publisher " + streamId + " The show was deleted.");
    }

    @Test
    void theFirstChannelStays() {
        assertThat(RUNNING.owner().delete("/channels/default").code()).isEqualTo("main-channel");
    }

    @Test
    void aNameIsKnownWhileTheDatabaseIsAway() {
        try (RunningPlatform running = RunningPlatform.open()) {
            Channels channels = Channels.open(
                    running.database.jdbi(), "Away", new footlight.platform.secret.RandomNames(), running.clock);
            String id = channels.main().id();
            TestPostgres.away(running.databaseUrl);
            running.clock.pass(java.time.Duration.ofHours(1));
            assertThat(channels.byId(id).handle()).isEqualTo("main");
            TestPostgres.back(running.databaseUrl);
        }
    }
}
