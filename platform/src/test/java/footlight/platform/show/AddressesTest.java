package footlight.platform.show;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.Caller;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private static Caller caller(String scheme, String authority) {
        return new Caller(InetAddress.getLoopbackAddress(), scheme, authority, false);
    }

    @Test
    void theConfiguredAddressWinsOverTheCallers() {
        Addresses addresses =
                new Addresses(URI.create("https://shows.example.org/"), () -> 1935, () -> 0, () -> 0, false);

        assertThat(addresses.origin(caller("http", "10.0.0.7:8080"))).isEqualTo("https://shows.example.org");
        assertThat(addresses.rtmp(caller("http", "10.0.0.7:8080"))).isEqualTo("rtmp://shows.example.org");
    }

    @Test
    void withoutOneTheCallersHoldsAndPortsAreSaidUnlessUsual() {
        Addresses addresses = new Addresses(null, () -> 1936, () -> 443, () -> 8890, false);

        assertThat(addresses.origin(caller("http", "[::1]:8080"))).isEqualTo("http://[::1]:8080");
        assertThat(addresses.webSocketOrigin(caller("https", "a.example"))).isEqualTo("wss://a.example");
        assertThat(addresses.rtmp(caller("http", "[::1]:8080"))).isEqualTo("rtmp://[::1]:1936");
        assertThat(addresses.rtmps(caller("http", "a.example"))).isEqualTo("rtmps://a.example");
        assertThat(addresses.srt(caller("http", "[::1]:8080"))).isEqualTo("srt://[::1]:8890");
    }

    @Test
    void aCallerWithoutAHostIsToldLocalhost() {
        Addresses addresses = new Addresses(null, () -> 1935, () -> 0, () -> 0, false);

        assertThat(addresses.origin(caller("http", ""))).isEqualTo("http://localhost");
        assertThat(addresses.rtmp(caller("http", ""))).isEqualTo("rtmp://localhost");
        assertThat(addresses.rtmps(caller("http", ""))).isNull();
        assertThat(addresses.srt(caller("http", ""))).isNull();
    }
}
