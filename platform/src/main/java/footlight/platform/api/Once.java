package footlight.platform.api;

import footlight.front.Answer;
import footlight.front.BusinessRequest;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.secret.Digests;
import footlight.platform.secret.Seal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests that name themselves are done once, however often they are sent: for a day the answer is the first one's.
/// Only what was done is kept; what was refused may be sent again, mended. Should the process die in between, the
/// request may be sent again after a minute, and then nobody knows whether it had been done. Any virtual thread; blocks
/// on the database. Source: draft-ietf-httpapi-idempotency-key-header-07.
public final class Once {
    private static final Logger log = LoggerFactory.getLogger(Once.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

    private final OnceTable table;
    private final Seal seal;
    private final InstantSource clock;

    /// @param seal answers may hold secrets
    public Once(Jdbi jdbi, Seal seal, InstantSource clock) {
        this.table = new OnceTable(jdbi);
        this.seal = seal;
        this.clock = clock;
    }

    /// @param name what the asker calls the request
    /// @throws Refusal when another request has the name, or this one is being done
    Answer answer(Asker asker, String name, BusinessRequest request, Callable<Answer> deed) throws Exception {
        Instant now = clock.instant();
        return switch (table.begin(asker.word(), name, hash(request), now, now.minus(KEPT), now.minus(LONGEST_RUN))) {
            case OnceTable.State.New _ -> first(asker.word(), name, deed);
            case OnceTable.State.Done(Buffer sealed) ->
                opened(seal.open(sealed.getBytes(), about(asker.word(), name))).with("idempotency-replayed", "true");
            case OnceTable.State.Running _ ->
                throw new Refusal(new Problem(
                                409,
                                "idempotency-key-busy",
                                "Being done",
                                "A request with this Idempotency-Key is being done. Send it again in a moment.")
                        .with("retryAfterSeconds", 1L));
            case OnceTable.State.Other _ ->
                throw new Refusal(new Problem(
                        422,
                        "idempotency-key-reused",
                        "Used before",
                        "Another request had this Idempotency-Key. Give each request one of its own."));
        };
    }

    private Answer first(String asker, String name, Callable<Answer> deed) throws Exception {
        boolean done = false;
        try {
            Answer answer = deed.call();
            done = answer.status() < 300;
            if (done) keep(asker, name, answer);
            return answer;
        } finally {
            if (!done) table.forget(asker, name);
        }
    }

    /// It was done; that it cannot be kept must not make it look otherwise.
    private void keep(String asker, String name, Answer answer) {
        try {
            table.finish(asker, name, seal.close(closed(answer), about(asker, name)));
        } catch (JdbiException away) {
            log.warn("an answer could not be kept for who asks again: {}", away.getMessage());
        }
    }

    private static String about(String asker, String name) {
        return "answer " + asker + " " + name;
    }

    private static byte[] hash(BusinessRequest request) {
        byte[] head = (request.method() + " " + request.uri() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = request.body();
        return Digests.sha256(ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array());
    }

    private static String closed(Answer answer) {
        JsonArray headers = new JsonArray();
        answer.headers().forEach(header -> headers.add(header.name()).add(header.value()));
        return new JsonObject()
                .put("status", answer.status())
                .put("headers", headers)
                .put("body", answer.body().toString(StandardCharsets.UTF_8))
                .encode();
    }

    private static Answer opened(String text) {
        JsonObject kept = new JsonObject(text);
        JsonArray words = kept.getJsonArray("headers");
        List<Answer.Header> headers = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2)
            headers.add(new Answer.Header(words.getString(i), words.getString(i + 1)));
        return new Answer(kept.getInteger("status"), headers, Buffer.buffer(kept.getString("body")));
    }
}
