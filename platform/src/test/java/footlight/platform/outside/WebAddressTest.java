package footlight.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.platform.outside.OutsideAnswer.Refused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://Example.org, https://example.org/",
        "https://example.org./a?b=c#d, https://example.org/a?b=c",
        "http://example.org:80/, http://example.org/",
        "https://example.org:8443, https://example.org:8443/",
        "HTTPS://example.org/%2e%2e/x, https://example.org/%2e%2e/x",
        "https://bücher.example/ü?ä, https://xn--bcher-kva.example/%C3%BC?%C3%A4",
        "http://93.184.215.14/, http://93.184.215.14/",
        "http://[2606:2800:21f::1]:8080/, http://[2606:2800:21f:0:0:0:0:1]:8080/",
        "https://a_b.example.org/, https://a_b.example.org/",
        "'  https://example.org/  ', https://example.org/",
        "https://①②③.example/, https://123.example/",
        // What looks like an address in other letters is that address.
        "http://１２７.０.０.１/, http://127.0.0.1/",
        "http://[::ffff:127.0.0.1]/, http://127.0.0.1/",
        "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/, http://localhost/"
    })
    void whatIsReadIsWhatIsAsked(String typed, String asked) {
        assertThat(good(typed).text()).isEqualTo(asked);
        assertThat(good(asked)).isEqualTo(good(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.01/",
                "http://127.0.0.256/",
                "http://127.0.0.1.5/",
                "http://1.2.3.4.5.6/",
                "http://017700000001/",
                "http://a.0x7f/",
                "http://[127.0.0.1]/",
                "http://[::1/",
                "http://[::1%25lo]/",
                "http://[fe80::1%lo]/",
                "http://[::ffff:127.0.0.1:80]/",
                "http://::1/",
                "http:///path",
                "http:path",
                "https://",
                "https://.",
                "https://..",
                "https://a..b/",
                "https://-a.example/",
                "https://a b.example/",
                "https://exa%6dple.org/",
                "https://example.org:/x:y@",
                "https://example.org:99999999/",
                "https://example.org:+80/",
                "https://example.org\\@evil.example/",
                "https://exam\u0000ple.org/",
                "https://example.org/ x",
                "https://example.org/\r\nx: y",
                "https://\u202eexample.org/",
                "https://​/"
            })
    void whatOthersMightReadInAnotherWayIsNoAddress(String typed) {
        assertThat(reason(typed)).isIn(Reason.MALFORMED, Reason.PORT);
    }

    @Test
    void onlyTheWebIsAsked() {
        for (String typed : new String[] {
            "",
            "example.org",
            "//example.org",
            "ftp://a.example",
            "file:///etc/passwd",
            "gopher://a.example:70/x",
            "jar:http://a.example!/",
            "javascript:alert(1)",
            "data:text/plain,a",
            "unix:/run/x",
            "httpss://a.example"
        }) assertThat(reason(typed)).as(typed).isEqualTo(Reason.SCHEME);
        for (String typed : new String[] {
            "https://user@example.org/", "https://user:word@example.org/", "https://@example.org/",
            "https://example.org@127.0.0.1/", "https://example.org:80@127.0.0.1:80/", "http://127.0.0.1:80@@a.example/"
        }) assertThat(reason(typed)).as(typed).isEqualTo(Reason.CREDENTIALS);
        for (int port : new int[] {0, 22, 25, 587, 6000, 6667, 65_536})
            assertThat(reason("http://example.org:" + port)).as("port %d", port).isEqualTo(Reason.PORT);
    }

    @Test
    void addressesWithoutEndAreRefused() {
        assertThat(reason("https://example.org/" + "x".repeat(3_000))).isEqualTo(Reason.MALFORMED);
        assertThat(reason("https://" + "a.".repeat(500) + "example")).isEqualTo(Reason.MALFORMED);
        assertThat(reason("https://" + "a".repeat(64) + ".example")).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void redirectsLeadFromWhereTheyAre() {
        WebAddress here = good("https://example.org/a/b?c");
        assertThat(followed(here, "/x")).isEqualTo("https://example.org/x");
        assertThat(followed(here, "x?y")).isEqualTo("https://example.org/a/x?y");
        assertThat(followed(here, "//other.example/")).isEqualTo("https://other.example/");
        assertThat(here.follow("file:///etc/passwd")).isInstanceOf(WebAddress.Read.Bad.class);
        assertThat(here.follow("https://a@b.example/")).isInstanceOf(WebAddress.Read.Bad.class);
        assertThat(here.follow(" \u0000 ")).isInstanceOf(WebAddress.Read.Bad.class);
    }

    private static WebAddress good(String typed) {
        return switch (WebAddress.read(typed)) {
            case WebAddress.Read.Good(WebAddress address) -> address;
            case WebAddress.Read.Bad(OutsideAnswer.Refused refusal) -> throw new AssertionError(typed + ": " + refusal);
        };
    }

    private static String followed(WebAddress here, String location) {
        return here.follow(location) instanceof WebAddress.Read.Good(WebAddress next) ? next.text() : "none";
    }

    private static Reason reason(String typed) {
        return switch (WebAddress.read(typed)) {
            case WebAddress.Read.Good(WebAddress address) -> throw new AssertionError(typed + " is read as " + address);
            case WebAddress.Read.Bad(OutsideAnswer.Refused refusal) -> refusal.reason();
        };
    }
}
