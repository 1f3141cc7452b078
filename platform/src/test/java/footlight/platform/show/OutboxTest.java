package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.running.Browser;
import footlight.platform.running.HeldRows;
import footlight.platform.running.RunningPlatform;
import footlight.platform.running.TestPostgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final InetSocketAddress FROM = new InetSocketAddress("192.0.2.7", 5000);

    private RunningPlatform running = RunningPlatform.open();
    private Browser owner = running.owner();

    @AfterEach
    void close() {
        running.close();
    }

    private ShowEvents events() {
        return running.platform.showEvents();
    }

    private JsonObject create(String json) {
        return owner.post("/channels/default/shows", json).json();
    }

    private List<String> kinds() {
        return events().after(0, 1_000).stream().map(ShowEvent::kind).toList();
    }

    private ShowEvent last() {
        return events().after(events().latest() - 1, 1).getFirst();
    }

    private void encoderOn(JsonObject show) {
        String key =
                owner.get("/shows/" + show.getString("id") + "/ingest").json().getString("key");
        running.platform.live().mayPublish(key, FROM);
        running.platform.live().encoderOn(show.getString("streamId"), "rtmp", FROM, "obs");
    }

    private void encoderOff(JsonObject show) {
        running.platform.live().encoderOff(show.getString("streamId"), "The encoder disconnected.");
    }

    @Test
    void aShowsWholeLifeIsToldInItsOrder() {
        JsonObject show = create("{\"title\":\"Long life\",\"autoStart\":true}");
        String path = "/shows/" + show.getString("id");
        owner.patch(path, "{\"title\":\"Longer life\"}");
        owner.patch(path, "{\"title\":\"Longer life\"}");
        owner.patch(path, "{\"startsAt\":\"2026-11-27T19:30:00Z\"}");
        owner.patch(path, "{\"startsAt\":\"2026-11-28T19:30:00Z\",\"description\":\"Later.\"}");
        encoderOn(show);
        eventually(() -> kinds().contains("show.live"));
        encoderOff(show);
        eventually(() -> kinds().contains("show.interrupted"));
        encoderOn(show);
        eventually(() -> kinds().contains("show.resumed"));
        owner.post(path + "/end", "");
        owner.delete(path);
        assertThat(kinds())
                .as("what changes nothing is not told")
                .containsExactly(
                        "show.created",
                        "show.updated",
                        "show.updated",
                        "show.scheduled",
                        "show.updated",
                        "show.rescheduled",
                        "show.live",
                        "show.interrupted",
                        "show.resumed",
                        "show.ended",
                        "show.deleted");
        List<ShowEvent> told = events().after(0, 100);
        assertThat(told).extracting(ShowEvent::number).isSorted().doesNotHaveDuplicates();
        assertThat(told).extracting(ShowEvent::showId).containsOnly(show.getString("id"));
        assertThat(told.get(1).more()).isEqualTo(new JsonObject().put("changed", JsonArray.of("title")));
        assertThat(told.get(1).show().getString("title")).as("as it was then").isEqualTo("Longer life");
        assertThat(told.get(0).show().getString("title")).isEqualTo("Long life");
        assertThat(told.get(5).more())
                .isEqualTo(
                        new JsonObject().put("before", "2026-11-27T19:30:00Z").put("after", "2026-11-28T19:30:00Z"));
        assertThat(told.get(6).more()).isEqualTo(new JsonObject().put("by", "encoder"));
        assertThat(told.get(6).show().getString("phase")).isEqualTo("live");
        assertThat(told.get(9).more()).isEqualTo(new JsonObject().put("by", "hand"));
        assertThat(told.get(9).show().containsKey("own")).isFalse();
        assertThat(events().after(told.get(8).number(), 1)).containsExactly(told.get(9));
        assertThat(events().after(told.getLast().number(), 10)).isEmpty();
    }

    @Test
    void aShowThatIsMadeWithATimeIsScheduledToo() {
        create("{\"title\":\"Planned\",\"startsAt\":\"2026-11-27T19:30:00Z\"}");
        assertThat(kinds()).containsExactly("show.created", "show.scheduled");
    }

    @Test
    void whoListensIsToldOnceItCanBeRead() throws Exception {
        CompletableFuture<List<String>> heard = new CompletableFuture<>();
        events().onEvent(() -> Thread.ofVirtual().start(() -> heard.complete(kinds())));
        create("{\"title\":\"Heard\"}");
        assertThat(heard.get(10, TimeUnit.SECONDS)).containsExactly("show.created");
    }

    @Test
    void whatWasRefusedIsNotTold() {
        JsonObject show = create("{\"title\":\"Refused\"}");
        AtomicInteger told = new AtomicInteger();
        events().onEvent(told::incrementAndGet);
        String path = "/shows/" + show.getString("id");
        assertThat(owner.post(path + "/start", "").status()).isEqualTo(409);
        assertThat(owner.with("if-match", "\"99\"")
                        .patch(path, "{\"title\":\"Other\"}")
                        .status())
                .isEqualTo(412);
        assertThat(owner.with("if-match", "\"99\"").delete(path).status()).isEqualTo(412);
        assertThat(kinds()).containsExactly("show.created");
        assertThat(told).hasValue(0);
    }

    /// Were numbers given by a sequence, the second would be seen first, and the first never by who reads by position.
    @Test
    void whoCommitsLaterHasTheHigherNumber() throws Exception {
        long before = events().latest();
        CompletableFuture<JsonObject> second;
        try (HeldRows first = HeldRows.of(running.databaseUrl, """
                with next as (update show_event_last set number = number + 1 returning number)
                insert into show_event select number, 'show.updated', 'first0000001', 'channel00001', now(), '{}', '{}'
                from next""")) {
            second = CompletableFuture.supplyAsync(() -> create("{\"title\":\"Second\"}"));
            first.awaitSomebodyWaiting();
            assertThat(events().after(before, 10))
                    .as("nothing is seen before its time")
                    .isEmpty();
        }
        String id = second.get(10, TimeUnit.SECONDS).getString("id");
        assertThat(events().after(before, 10)).extracting(ShowEvent::showId).containsExactly("first0000001", id);
    }

    @Test
    void whoReadsByPositionWhileManyWriteMissesNone() throws Exception {
        long begin = events().latest();
        int writers = 6;
        int each = 10;
        List<CompletableFuture<Void>> writing = java.util.stream.IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) create("{\"title\":\"Crowd\"}");
                }))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new));
        long position = begin;
        int seen = 0;
        while (true) {
            boolean done = all.isDone();
            List<ShowEvent> news = events().after(position, 7);
            seen += news.size();
            if (!news.isEmpty()) position = news.getLast().number();
            else if (done) break;
        }
        all.get(10, TimeUnit.SECONDS);
        assertThat(seen).isEqualTo(writers * each);
    }

    @Test
    void whatHappenedWithoutTheDatabaseIsToldWhenItIsBackWithTheTimesOfThen() {
        JsonObject show = create("{\"title\":\"Blackout\",\"autoStart\":true}");
        encoderOn(show);
        eventually(() -> kinds().contains("show.live"));
        Show known = new ShowTable(running.database.jdbi())
                .byId(show.getString("id"))
                .orElseThrow();
        LiveShows live = running.platform.live();
        TestPostgres.away(running.databaseUrl);
        encoderOff(show);
        live.encoderOn(show.getString("streamId"), "rtmp", FROM, "obs");
        encoderOff(show);
        live.encoderRefused(show.getString("streamId"), FROM, RefusedEncoder.Kind.MEDIA, "The last to be looked at.");
        // Each of them waits some seconds for the database before it goes on without.
        eventually(
                () -> !live.encoder(known, _ -> false).getJsonArray("refusals").isEmpty());
        TestPostgres.back(running.databaseUrl);
        running.clock.pass(Duration.ofMinutes(9));
        eventually(() -> {
            running.platform.live().everySecond();
            return running.database.answers() && kinds().size() == 5;
        });
        assertThat(kinds())
                .containsExactly("show.created", "show.live", "show.interrupted", "show.resumed", "show.interrupted");
        assertThat(last().at()).isEqualTo(running.clock.instant().minus(Duration.ofMinutes(9)));
        assertThat(last().show().getString("phase")).isEqualTo("interrupted");
    }

    @Test
    void aProcessThatWasKilledTellsAtItsStartThatItsShowsAreInterrupted() throws IOException {
        JsonObject show = create("{\"title\":\"Survivor\",\"autoStart\":true}");
        encoderOn(show);
        eventually(() -> kinds().contains("show.live"));
        running = running.restarted();
        owner = running.owner();
        assertThat(kinds()).containsExactly("show.created", "show.live", "show.interrupted");
    }

    @Test
    void aChannelThatIsDeletedTellsOfEachOfItsShows() {
        String channel = owner.post("/channels", "{\"name\":\"Short\",\"handle\":\"short-lived\"}")
                .json()
                .getString("id");
        for (int i = 0; i < 3; i++) owner.post("/channels/" + channel + "/shows", "{\"title\":\"Last\"}");
        assertThat(owner.delete("/channels/" + channel).status()).isEqualTo(204);
        assertThat(kinds().subList(3, 6)).containsOnly("show.deleted");
        assertThat(last().channelId()).isEqualTo(channel);
    }

    @Test
    void eventsAreForgottenAfterThirtyDays() {
        create("{\"title\":\"Old\"}");
        running.clock.pass(Duration.ofDays(29));
        create("{\"title\":\"New\"}");
        long latest = events().latest();
        running.clock.pass(Duration.ofDays(2));
        ((ShowLog) events()).prune();
        assertThat(events().after(0, 10)).extracting(ShowEvent::number).containsExactly(latest);
        assertThat(events().latest()).isEqualTo(latest);
    }

    private static void eventually(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within forty seconds").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
