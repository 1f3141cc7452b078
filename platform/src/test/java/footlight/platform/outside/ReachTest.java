package footlight.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.front.net.AddressText;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "168.63.129.16",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:1::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ffff::1",
                "4000::1"
            })
    void whatIsNotPublicIsOutOfReach(String address) {
        assertThat(Reach.PUBLIC.includes("a.example", address(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::101:101",
                "2001:4860::8"
            })
    void thePublicInternetIsInReach(String address) {
        assertThat(Reach.PUBLIC.includes("a.example", address(address))).isTrue();
    }

    @Test
    void theOperatorOpensWhatIsInside() {
        Reach reach = Reach.with(List.of("127.0.0.1", "10.1.0.0/16", "fd12::/64", "Hooks.Internal"));
        assertThat(reach.includes("a", address("127.0.0.1"))).isTrue();
        assertThat(reach.includes("a", address("127.0.0.2"))).isFalse();
        assertThat(reach.includes("a", address("10.1.255.1"))).isTrue();
        assertThat(reach.includes("a", address("10.2.0.1"))).isFalse();
        assertThat(reach.includes("a", address("fd12::5"))).isTrue();
        assertThat(reach.includes("hooks.internal", address("192.168.7.7"))).isTrue();
        assertThat(reach.includes("x.hooks.internal", address("192.168.7.7"))).isFalse();
    }

    @Test
    void whatIsNeitherHostNorNetworkIsRefused() {
        for (String wrong :
                List.of("10.0.0.0/33", "300.1.1.1", "a b", "", "-", "10.0.0.0/8/8", "*.internal", "http://a"))
            assertThatThrownBy(() -> Reach.with(List.of(wrong))).as(wrong).isInstanceOf(IllegalArgumentException.class);
    }

    private static InetAddress address(String text) {
        return AddressText.read(text).orElseThrow();
    }
}
