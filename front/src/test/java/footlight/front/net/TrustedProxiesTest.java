package footlight.front.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final TrustedProxies PROXIES = new TrustedProxies(
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8::/32")), TrustedProxies.Family.X_FORWARDED);
    private static final TrustedProxies RFC_7239 =
            new TrustedProxies(PROXIES.ranges(), TrustedProxies.Family.FORWARDED);

    @Test
    void aStrangersWordIsNeverTaken() {
        TrustedProxies.Said said = said(List.of("10.0.0.7, 198.51.100.1"), "https", "good.example");
        TrustedProxies.Believed believed = PROXIES.believe(STRANGER, said);
        assertThat(believed).isEqualTo(new TrustedProxies.Believed(STRANGER, null, null));
        assertThat(TrustedProxies.NONE.believe(PROXY, said).address()).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1|198.51.100.1",
                "1.1.1.1, 198.51.100.1|198.51.100.1",
                "1.1.1.1, 198.51.100.1, 10.2.3.4|198.51.100.1",
                "10.9.9.9, 10.2.3.4|10.9.9.9",
                "198.51.100.1:4711|198.51.100.1",
                "[2001:db9::1]:80|2001:db9:0:0:0:0:0:1",
                "2001:db9::1|2001:db9:0:0:0:0:0:1",
                "::ffff:198.51.100.1|198.51.100.1",
                "198.51.100.1, unknown|10.0.0.1",
                "198.51.100.1, _hidden, 10.2.3.4|10.2.3.4",
                "198.51.100.1, |10.0.0.1",
                "localhost|10.0.0.1",
                "1.2.3|10.0.0.1",
                "fe80::1%eth0|10.0.0.1",
            })
    void theCallerIsTheRightmostAddressThatIsNotTrusted(String forwardedFor, String address) {
        assertThat(PROXIES.believe(PROXY, said(List.of(forwardedFor), "https", "a.example"))
                        .address()
                        .getHostAddress())
                .isEqualTo(address);
    }

    @Test
    void severalHeaderLinesAreOneList() {
        assertThat(PROXIES.believe(PROXY, said(List.of("1.1.1.1", "198.51.100.1", "10.0.0.3"), null, null))
                        .address())
                .isEqualTo(InetAddress.ofLiteral("198.51.100.1"));
    }

    /// Whatever a client writes in front, the addresses that proxies appended decide.
    @Test
    void nothingThatAClientWritesCanMoveItsAddress() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) lines.add(forged(random));
            InetAddress client = InetAddress.ofLiteral("198.51.100." + random.nextInt(256));
            List<String> hops = new ArrayList<>(List.of(client.getHostAddress()));
            for (int i = random.nextInt(3); i > 0; i--) hops.add("10." + random.nextInt(256) + ".0.1");
            boolean addsToLastLine = !lines.isEmpty() && random.nextBoolean();

            List<String> plain = appended(lines, String.join(", ", hops), addsToLastLine);
            assertThat(PROXIES.believe(PROXY, said(plain, "https", "a.example")).address())
                    .as("%s", plain)
                    .isEqualTo(client);
            List<String> standard = appended(lines, "for=\"" + String.join("\", for=\"", hops) + "\"", addsToLastLine);
            TrustedProxies.Said said = new TrustedProxies.Said(List.of(), List.of(), List.of(), standard);
            assertThat(RFC_7239.believe(PROXY, said).address())
                    .as("%s", standard)
                    .isEqualTo(client);
        }
    }

    private static List<String> appended(List<String> lines, String byProxies, boolean toLastLine) {
        List<String> all = new ArrayList<>(lines);
        all.add(toLastLine ? all.removeLast() + ", " + byProxies : byProxies);
        return all;
    }

    private static String forged(Random random) {
        String[] pieces = {
            "10.0.0.1",
            "198.51.100.77",
            "unknown",
            "\"",
            "",
            ",",
            "::1",
            "[",
            "]",
            ":",
            "for=10.0.0.1",
            "\\",
            "é",
            ";",
            "%"
        };
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            line.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? ", " : "");
        }
        return line.toString();
    }

    @Test
    void schemeAndHostComeFromTheHopThatNamedTheCaller() {
        TrustedProxies.Said both = new TrustedProxies.Said(
                List.of("198.51.100.1, 10.2.3.4"), List.of("https, http"), List.of("show.example, inner"), List.of());
        assertThat(PROXIES.believe(PROXY, both))
                .isEqualTo(new TrustedProxies.Believed(InetAddress.ofLiteral("198.51.100.1"), "https", "show.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript", "", "HTTPS://x", "ftp"})
    void aSchemeThatIsNoneIsNotTaken(String scheme) {
        assertThat(PROXIES.believe(PROXY, said(List.of("198.51.100.1"), scheme, null))
                        .scheme())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "a/b", "<script>", "a:b:c", "a\r\nb"})
    void aHostThatIsNoneIsNotTaken(String host) {
        assertThat(PROXIES.believe(PROXY, said(List.of("198.51.100.1"), "https", host))
                        .host())
                .isNull();
    }

    @Test
    void theStandardHeaderIsReadWhereItIsTheOneThatIsSet() {
        TrustedProxies.Said said = new TrustedProxies.Said(
                List.of("6.6.6.6"),
                List.of("http"),
                List.of("evil.example"),
                List.of(
                        "for=6.6.6.6;proto=http, For=\"[2001:db9::7]:4711\";Proto=https;host=\"show.example\";by=10.0.0.9"));
        assertThat(RFC_7239.believe(PROXY, said))
                .isEqualTo(new TrustedProxies.Believed(InetAddress.ofLiteral("2001:db9::7"), "https", "show.example"));
        assertThat(PROXIES.believe(PROXY, said).address()).isEqualTo(InetAddress.ofLiteral("6.6.6.6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "ten", "", "10.0.0.1:80", "[::1]/64", "::/129", "::1/-1"
            })
    void aRangeThatIsNoneIsRefusedWithItsText(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "192.0.2.128/25,192.0.2.127,false",
        "192.0.2.128/25,192.0.2.200,true",
        "192.0.2.7,192.0.2.7,true",
        "192.0.2.7,192.0.2.8,false",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,2001:db8::1,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
    })
    void aRangeHoldsWhatItsPrefixSays(String range, String address, boolean inside) {
        assertThat(Cidr.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    private static TrustedProxies.Said said(List<String> forwardedFor, @Nullable String proto, @Nullable String host) {
        return new TrustedProxies.Said(
                forwardedFor,
                proto == null ? List.of() : List.of(proto),
                host == null ? List.of() : List.of(host),
                List.of());
    }
}
