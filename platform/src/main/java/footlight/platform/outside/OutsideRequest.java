package footlight.platform.outside;

import footlight.platform.outside.OutsideAnswer.Header;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A request to somewhere outside, and how much of the answer is wanted in which time.
///
/// @param address http or https, as somebody named it
/// @param answerBytes the most of the answer's body that is read
/// @param within for everything together, from the name's look-up to the last byte
/// @param redirects how many may be followed, each looked at like the first address; GET only
public record OutsideRequest(
        String method,
        String address,
        List<Header> headers,
        Buffer body,
        int answerBytes,
        Duration within,
        int redirects) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final Duration WITHIN = Duration.ofSeconds(10);

    public static OutsideRequest get(String address) {
        return new OutsideRequest("GET", address, List.of(), Buffer.buffer(), ANSWER_BYTES, WITHIN, 0);
    }

    public static OutsideRequest post(String address, String mediaType, Buffer body) {
        return new OutsideRequest("POST", address, List.of(), body, ANSWER_BYTES, WITHIN, 0)
                .with("content-type", mediaType);
    }

    /// @throws IllegalArgumentException when a header could end the line and begin another
    public OutsideRequest with(String name, String value) {
        if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches())
            throw new IllegalArgumentException("no header field: " + name);
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new OutsideRequest(method, address, List.copyOf(more), body, answerBytes, within, redirects);
    }

    public OutsideRequest answerBytes(int most) {
        return new OutsideRequest(method, address, headers, body, most, within, redirects);
    }

    public OutsideRequest within(Duration time) {
        return new OutsideRequest(method, address, headers, body, answerBytes, time, redirects);
    }

    public OutsideRequest following(int most) {
        return new OutsideRequest(method, address, headers, body, answerBytes, within, most);
    }
}
