package footlight.app.metrics;

import footlight.front.Answer;
import footlight.front.Business;
import footlight.front.BusinessRequest;
import footlight.front.Mount;
import footlight.front.Problem;
import footlight.front.Refusal;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Supplier;

/// `GET /metrics`, for whom the setting `metrics.access` lets in. To everybody else there is nothing there.
public final class MetricsDoor implements Mount {
    /// By these a proxy says that it asks for somebody else; whether it is a trusted one does not matter here.
    private static final List<String> FORWARDED =
            List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via");

    private final Access access;
    private final Business business;
    private final Supplier<String> text;

    /// Who may see the numbers.
    public sealed interface Access {
        /// Who asks from this machine, and for nobody else.
        record Loopback() implements Access {}

        /// Who shows it as a bearer token. `toString` hides it.
        record Token(String token) implements Access {
            @Override
            public String toString() {
                return "Token";
            }
        }

        record Open() implements Access {}
    }

    public MetricsDoor(Access access, Business business, Supplier<String> text) {
        this.access = access;
        this.business = business;
        this.text = text;
    }

    @Override
    public void mount(Router router) {
        router.get("/metrics").handler(business.on(0, this::answer));
    }

    private Answer answer(BusinessRequest request) {
        switch (access) {
            case Access.Open() -> {}
            case Access.Loopback() -> {
                if (!fromHere(request)) throw nothingHere();
            }
            case Access.Token(String token) -> {
                if (!shows(request, token)) return noToken();
            }
        }
        return Answer.of(200, Exposition.MEDIA_TYPE, text.get().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean fromHere(BusinessRequest request) {
        // A proxy on this machine asks from it too. One that names nobody cannot be told apart: operations.md.
        return request.caller().address().isLoopbackAddress()
                && FORWARDED.stream().allMatch(name -> request.headers(name).isEmpty());
    }

    private static boolean shows(BusinessRequest request, String token) {
        String said = request.header("authorization").orElse("");
        return MessageDigest.isEqual(
                said.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer noToken() {
        return Answer.problem(new Problem(
                        401,
                        "metrics-token-wrong",
                        "Not allowed in",
                        "The numbers take metrics.token as a bearer token."))
                .with("www-authenticate", "Bearer realm=\"metrics\"");
    }

    private static Refusal nothingHere() {
        return new Refusal(new Problem(
                404,
                "not-found",
                "There is nothing at this address",
                "Look for a slip in the address, or begin at the start page."));
    }
}
