package footlight.platform.mailroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org", "a.b+c@sub.example.org", "o'neill@example.org", "x@localhost"})
    void plainOnesAreTaken(String text) {
        assertThat(MailAddress.of(text).orElseThrow().getAddress()).isEqualTo(text);
    }

    @Test
    void domainsOfOtherScriptsGoOverTheLineInAscii() {
        assertThat(MailAddress.of("ada@bücher.example").orElseThrow().getAddress())
                .isEqualTo("ada@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ada",
                "ada@",
                "@example.org",
                "ada@example.org\r\nBcc: all@example.org",
                "ada\r\n@example.org",
                "ada@example.org,eve@example.org",
                "ada@example.org>,<eve@example.org",
                "\"ada\"@example.org",
                "ada@[127.0.0.1]",
                ".ada@example.org",
                "a..b@example.org",
                "ada @example.org",
                "ada@exam ple.org",
                "ada@example..org",
                "ada@-.org@",
                "ädä@example.org",
                "ada@straße.example",
                "ada@exa\u200dmple.org",
                "a@b@c",
                "ada@example.org\u0000"
            })
    void whereNoMailCanGoIsRefused(String text) {
        assertThat(MailAddress.good(text)).isFalse();
    }

    @Test
    void overLongOnesAreRefused() {
        assertThat(MailAddress.good("x".repeat(64) + "@example.org")).isTrue();
        assertThat(MailAddress.good("x".repeat(65) + "@example.org")).isFalse();
        assertThat(MailAddress.good("x@" + "y".repeat(64) + ".org")).isFalse();
        assertThat(MailAddress.good("x@" + "yyyyyyy.".repeat(40) + "org")).isFalse();
    }

    @Test
    void aSenderMayHaveAName() {
        assertThat(MailSettings.sender("The Shows <shows@example.org>").getPersonal())
                .isEqualTo("The Shows");
        for (String wrong : new String[] {"shows", "a@example.org, b@example.org", "<>", "x <y>"})
            assertThatThrownBy(() -> MailSettings.checkFrom(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
}
