package footlight.front.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class AddressFuzzTest {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress CALLER = InetAddress.ofLiteral("203.0.113.7");
    private static final List<Cidr> PROXIES = List.of(Cidr.parse("10.0.0.0/8"));

    /// An address that is read is the same when it is written by us.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void addresses(byte[] input) {
        AddressText.read(text(input)).ifPresent(address -> assertThat(AddressText.read(address.getHostAddress()))
                .contains(address));
    }

    /// What is taken for a host can stand in a link, and is its own clean form.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void authorities(byte[] input) {
        for (String scheme : List.of("http", "https"))
            Authority.clean(text(input), scheme).ifPresent(clean -> link(scheme, clean));
    }

    private static void link(String scheme, String authority) {
        assertThat(authority).matches("[a-z0-9._:\\[\\]-]+");
        assertThat(URI.create(scheme + "://" + authority + "/watch").getRawAuthority())
                .isEqualTo(authority);
        assertThat(Authority.clean(authority, scheme)).isPresent();
    }

    /// Whatever a stranger writes into the headers, the word of the last proxy counts: it is called by `CALLER`.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void forwarded(byte[] input) {
        String stranger = text(input);
        TrustedProxies.Said said = new TrustedProxies.Said(
                List.of(stranger + ", 203.0.113.7"),
                List.of(stranger),
                List.of(stranger),
                List.of(stranger + ", for=203.0.113.7;proto=https;host=real.example"));
        TrustedProxies.Believed x = new TrustedProxies(PROXIES, TrustedProxies.Family.X_FORWARDED).believe(PROXY, said);
        assertThat(x.address()).isEqualTo(CALLER);
        if (x.host() != null) link("http", x.host());
        TrustedProxies.Believed forwarded =
                new TrustedProxies(PROXIES, TrustedProxies.Family.FORWARDED).believe(PROXY, said);
        assertThat(forwarded).isEqualTo(new TrustedProxies.Believed(CALLER, "https", "real.example"));
        assertThat(new TrustedProxies(PROXIES, TrustedProxies.Family.FORWARDED).believe(CALLER, said))
                .isEqualTo(new TrustedProxies.Believed(CALLER, null, null));
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }
}
