package footlight.platform.api;

import static footlight.platform.access.Action.ADMIT;
import static footlight.platform.access.Action.AUDIT;
import static footlight.platform.access.Action.CHANGE_CHANNEL;
import static footlight.platform.access.Action.CHANGE_TEAM;
import static footlight.platform.access.Action.DELETE_CHANNEL;
import static footlight.platform.access.Action.DEVELOP;
import static footlight.platform.access.Action.HOOK;
import static footlight.platform.access.Action.LOOK;
import static footlight.platform.access.Action.PLAN_SHOWS;
import static footlight.platform.access.Action.RUN_SHOWS;
import static footlight.platform.access.Action.SEE_KEYS;
import static footlight.platform.access.Action.SEE_TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.access.Access;
import footlight.platform.access.Action;
import footlight.platform.access.Role;
import footlight.platform.access.Scope;
import footlight.platform.running.Browser;
import footlight.platform.running.House;
import footlight.platform.running.RunningPlatform;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of the document that names a channel or a show, asked by every role and by keys of every kind.
class WhoMayTest {
    /// What each operation asks for.
    private static final Map<String, Action> ASKS = Map.ofEntries(
            Map.entry("listChannelShows", LOOK),
            Map.entry("createShow", PLAN_SHOWS),
            Map.entry("editShow", PLAN_SHOWS),
            Map.entry("deleteShow", PLAN_SHOWS),
            Map.entry("putCover", PLAN_SHOWS),
            Map.entry("deleteCover", PLAN_SHOWS),
            Map.entry("getIngest", SEE_KEYS),
            Map.entry("rotateKey", SEE_KEYS),
            Map.entry("listStreamKeys", SEE_KEYS),
            Map.entry("makeStreamKey", SEE_KEYS),
            Map.entry("editStreamKey", SEE_KEYS),
            Map.entry("revokeStreamKey", SEE_KEYS),
            Map.entry("revealStreamKey", SEE_KEYS),
            Map.entry("openDoors", RUN_SHOWS),
            Map.entry("closeDoors", RUN_SHOWS),
            Map.entry("cancelShow", RUN_SHOWS),
            Map.entry("reinstateShow", RUN_SHOWS),
            Map.entry("startShow", RUN_SHOWS),
            Map.entry("endShow", RUN_SHOWS),
            Map.entry("getEncoder", LOOK),
            Map.entry("getDoor", LOOK),
            Map.entry("setShowPassword", PLAN_SHOWS),
            Map.entry("removeShowPassword", PLAN_SHOWS),
            Map.entry("listPasses", ADMIT),
            Map.entry("createPass", ADMIT),
            Map.entry("revokePass", ADMIT),
            Map.entry("revokePassesOf", ADMIT),
            Map.entry("listShowInvitations", ADMIT),
            Map.entry("inviteToShow", ADMIT),
            Map.entry("withdrawShowInvitation", ADMIT),
            Map.entry("editChannel", CHANGE_CHANNEL),
            Map.entry("deleteChannel", DELETE_CHANNEL),
            Map.entry("listMembers", SEE_TEAM),
            Map.entry("changeMember", CHANGE_TEAM),
            Map.entry("removeMember", CHANGE_TEAM),
            Map.entry("listInvitations", CHANGE_TEAM),
            Map.entry("inviteMember", CHANGE_TEAM),
            Map.entry("withdrawInvitation", CHANGE_TEAM),
            Map.entry("countFollowers", LOOK),
            Map.entry("getChannelEmbedding", LOOK),
            Map.entry("putChannelEmbedding", CHANGE_CHANNEL),
            Map.entry("deleteChannelEmbedding", CHANGE_CHANNEL),
            Map.entry("getShowEmbedding", LOOK),
            Map.entry("putShowEmbedding", PLAN_SHOWS),
            Map.entry("deleteShowEmbedding", PLAN_SHOWS),
            Map.entry("listKeys", DEVELOP),
            Map.entry("createKey", DEVELOP),
            Map.entry("revokeKey", DEVELOP),
            Map.entry("listWebhooks", HOOK),
            Map.entry("createWebhook", HOOK),
            Map.entry("getWebhook", HOOK),
            Map.entry("editWebhook", HOOK),
            Map.entry("deleteWebhook", HOOK),
            Map.entry("rotateWebhookSecret", HOOK),
            Map.entry("testWebhook", HOOK),
            Map.entry("listDeliveries", HOOK),
            Map.entry("getDelivery", HOOK),
            Map.entry("redeliver", HOOK),
            Map.entry("listChannelDeeds", AUDIT));

    /// Public, or with an answer for everybody.
    private static final Set<String> FOR_ANYBODY = Set.of("getChannel", "getShow", "getPlayback", "askDoor");

    /// What members, and some of it anybody who is signed in, do for themselves, whatever their role.
    private static final Set<String> FOR_ONESELF = Set.of(
            "leaveChannel", "getFollow", "putFollow", "deleteFollow", "getReminder", "putReminder", "deleteReminder");

    private static final List<String> REFUSALS =
            List.of("sign-in-first", "not-yours", "not-found", "role-too-low", "scope-missing", "person-needed");

    private static final RunningPlatform RUNNING = RunningPlatform.open();

    @AfterAll
    static void close() {
        RUNNING.close();
    }

    private static Stream<Operation> operations() {
        return ApiDocument.read().operations().stream()
                .filter(operation -> operation.path().contains("{channelId}")
                        || operation.path().contains("{showId}"));
    }

    static Stream<Operation> ofTheServer() {
        return ApiDocument.read().operations().stream()
                .filter(operation -> operation.path().startsWith("/admin/"));
    }

    @ParameterizedTest
    @MethodSource("ofTheServer")
    void whatIsForAdminsIsRefusedToOthersInOneWay(Operation operation) {
        House house = new House(RUNNING);
        String path = GoodRequest.path(operation, Map.of());
        String body = GoodRequest.body(operation);
        Browser key = house.program(
                house.keySecret(Arrays.stream(Scope.values()).map(Scope::word).toArray(String[]::new)));
        assertThat(RUNNING.browser().api(operation.method(), path, body).code()).isEqualTo("sign-in-first");
        for (Browser stranger : List.of(house.founder, key)) {
            Browser.Reply reply = stranger.api(operation.method(), path, body);
            assertThat(reply.status()).as(reply.text()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("admin-needed");
        }
        JsonObject responses = new JsonObject(new String(ApiDocument.read().json(), StandardCharsets.UTF_8))
                .getJsonObject("paths")
                .getJsonObject(operation.path())
                .getJsonObject(operation.method().toLowerCase(Locale.ROOT))
                .getJsonObject("responses");
        assertThat(responses.getJsonObject("403").encode()).as("as documented").contains("AdminNeeded");
    }

    static Stream<Operation> asking() {
        return operations().filter(operation -> ASKS.containsKey(operation.id()));
    }

    static Stream<Arguments> askingByRole() {
        return asking().flatMap(operation -> Arrays.stream(Role.values()).map(role -> Arguments.of(operation, role)));
    }

    @Test
    void everyOperationOnAChannelOrAShowStandsInTheTable() {
        assertThat(operations().map(Operation::id))
                .allMatch(id -> ASKS.containsKey(id) || FOR_ANYBODY.contains(id) || FOR_ONESELF.contains(id));
        assertThat(operations().map(Operation::id)).containsAll(ASKS.keySet());
    }

    @ParameterizedTest
    @MethodSource("askingByRole")
    void membersMayWhatTheirRoleSaysAndNothingElse(Operation operation, Role role) {
        House house = new House(RUNNING);
        Browser member = RUNNING.person("Somebody");
        RUNNING.join(member, house.channel, role.word());
        String code = codeOf(ask(member, operation, house));
        if (Access.may(role, action(operation))) assertThat(code).isNotIn(REFUSALS);
        else assertThat(code).isEqualTo("role-too-low");
    }

    @ParameterizedTest
    @MethodSource("asking")
    void whoHasNoPartInTheChannelIsToldNothing(Operation operation) {
        House house = new House(RUNNING);
        assertThat(codeOf(ask(RUNNING.person("Stranger"), operation, house))).isIn("not-found", "not-yours");
    }

    @ParameterizedTest
    @MethodSource("asking")
    void aKeyMayWhatItsScopesSayAndNothingElse(Operation operation) {
        Action action = action(operation);
        for (Scope scope : Scope.values()) {
            if (!scope.has(action)) continue;
            House house = new House(RUNNING);
            assertThat(codeOf(ask(house.program(house.keySecret(scope.word())), operation, house)))
                    .as("with %s alone", scope.word())
                    .isNotIn(REFUSALS);
        }
        String[] others = Arrays.stream(Scope.values())
                .filter(scope -> !scope.has(action))
                .map(Scope::word)
                .toArray(String[]::new);
        House house = new House(RUNNING);
        assertThat(codeOf(ask(house.program(house.keySecret(others)), operation, house)))
                .as("with all others")
                .isEqualTo("scope-missing");
    }

    @ParameterizedTest
    @MethodSource("asking")
    void aKeyOfAnotherChannelMayNothing(Operation operation) {
        House house = new House(RUNNING);
        House other = new House(RUNNING);
        String[] all = Arrays.stream(Scope.values()).map(Scope::word).toArray(String[]::new);
        assertThat(codeOf(ask(house.program(other.keySecret(all)), operation, house)))
                .isIn("not-found", "not-yours");
    }

    private static Action action(Operation operation) {
        return java.util.Objects.requireNonNull(ASKS.get(operation.id()));
    }

    private static Browser.Reply ask(Browser browser, Operation operation, House house) {
        String body = GoodRequest.body(operation);
        return browser.api(
                operation.method(), GoodRequest.path(operation, house.parts()), body.isEmpty() ? null : body);
    }

    private static String codeOf(Browser.Reply reply) {
        return reply.status() < 400 ? "none" : reply.code();
    }
}
