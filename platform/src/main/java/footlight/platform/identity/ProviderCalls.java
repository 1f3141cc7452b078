package footlight.platform.identity;

import footlight.platform.identity.ProviderFault.Reason;
import footlight.platform.outside.Outside;
import footlight.platform.outside.OutsideAnswer;
import footlight.platform.outside.OutsideRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Asks providers, a bounded time and number at once, so that one who hangs keeps nobody from anything else. Any
/// virtual
/// thread; blocks.
final class ProviderCalls {
    private static final int AT_ONCE = 16;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration WITHIN = Duration.ofSeconds(8);
    private static final int ANSWER_BYTES = 256 * 1024;
    private static final int TOO_FEW = 400;

    private final Outside outside;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ProviderCalls(Outside outside) {
        this.outside = outside;
    }

    /// What came back, whatever the status.
    record Said(int status, JsonObject json) {
        boolean good() {
            return status < TOO_FEW && !json.containsKey("error");
        }

        /// `error` of RFC 6749, or the type of Facebook's.
        String error() {
            Object error = json.getValue("error");
            String word = String.valueOf(error instanceof JsonObject object ? object.getValue("type") : error);
            String plain = word.replaceAll("[^a-zA-Z0-9_.-]", "?");
            return plain.substring(0, Math.min(60, plain.length()));
        }
    }

    Said get(String address) throws ProviderFault {
        return send(OutsideRequest.get(address));
    }

    Said getWithToken(String address, String token) throws ProviderFault {
        return send(with(OutsideRequest.get(address), "authorization", "Bearer " + token));
    }

    Said post(String address, Map<String, String> form) throws ProviderFault {
        return send(formed(address, form));
    }

    /// With our id and secret in the header. Source: RFC 6749, 2.3.1: both are written as a form has them.
    Said post(String address, Map<String, String> form, Provider provider) throws ProviderFault {
        String pair = encoded(provider.clientId()) + ":" + encoded(provider.clientSecret());
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return send(with(formed(address, form), "authorization", "Basic " + basic));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /// `address` with more in its query.
    static String address(String address, Map<String, String> query) {
        return address + (address.contains("?") ? "&" : "?") + form(query);
    }

    private static OutsideRequest formed(String address, Map<String, String> form) {
        return OutsideRequest.post(
                address, "application/x-www-form-urlencoded", io.vertx.core.buffer.Buffer.buffer(form(form)));
    }

    private static OutsideRequest with(OutsideRequest request, String name, String value) throws ProviderFault {
        try {
            return request.with(name, value);
        } catch (IllegalArgumentException unfit) {
            throw new ProviderFault(Reason.UNTRUSTED, "what goes into " + name + " cannot stand there");
        }
    }

    private Said send(OutsideRequest request) throws ProviderFault {
        takeTurn();
        try {
            return said(outside.send(
                    with(request, "accept", "application/json").within(WITHIN).answerBytes(ANSWER_BYTES)));
        } finally {
            turns.release();
        }
    }

    private void takeTurn() throws ProviderFault {
        try {
            if (turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new ProviderFault(Reason.AWAY, "too many wait for providers");
    }

    private static Said said(OutsideAnswer answer) throws ProviderFault {
        return switch (answer) {
            case OutsideAnswer.Refused refused -> throw new ProviderFault(Reason.AWAY, refused.why());
            case OutsideAnswer.Failed failed -> throw new ProviderFault(Reason.AWAY, failed.why());
            case OutsideAnswer.Answered answered -> said(answered);
        };
    }

    private static Said said(OutsideAnswer.Answered answered) throws ProviderFault {
        if (answered.cut()) throw new ProviderFault(Reason.AWAY, "an answer too large, or cut short");
        // Nobody is sent on with a secret in hand.
        if (answered.status() >= 300 && answered.status() < TOO_FEW)
            throw new ProviderFault(Reason.AWAY, "sent on elsewhere, status " + answered.status());
        try {
            return new Said(answered.status(), new JsonObject(answered.body().toString(StandardCharsets.UTF_8)));
        } catch (DecodeException | ClassCastException garbage) {
            throw new ProviderFault(Reason.AWAY, "no JSON object, status " + answered.status());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
