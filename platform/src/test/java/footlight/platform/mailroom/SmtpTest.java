package footlight.platform.mailroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTest {
    private static Smtp of(String text) {
        return Smtp.of(text);
    }

    @Test
    void aPasswordNeverGoesInTheClear() {
        assertThat(of("smtp://ada:s%40fe%2Bone@mail.example.org"))
                .isEqualTo(new Smtp("mail.example.org", 587, "ada", "s@fe+one", Smtp.Tls.REQUIRED));
        assertThat(of("smtp://ada@example.org:x@mail.example.org:25").user()).isEqualTo("ada@example.org");
    }

    @Test
    void aRelayInTheHouseIsTakenAsItIs() {
        assertThat(of("smtp://localhost:25")).isEqualTo(new Smtp("localhost", 25, null, null, Smtp.Tls.IF_OFFERED));
    }

    @Test
    void tlsFromTheFirstByteHasItsOwnPort() {
        assertThat(of("smtps://a:b+c@mail.example.org"))
                .isEqualTo(new Smtp("mail.example.org", 465, "a", "b+c", Smtp.Tls.AT_ONCE));
    }

    @Test
    void whoChoosesDecidesOnStarttls() {
        assertThat(of("smtp://h?starttls=required").tls()).isEqualTo(Smtp.Tls.REQUIRED);
        assertThat(of("smtp://a:b@h?starttls=offered").tls()).isEqualTo(Smtp.Tls.IF_OFFERED);
        assertThat(of("smtp://h?starttls=never").tls()).isEqualTo(Smtp.Tls.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mail.example.org",
                "mail.example.org",
                "smtp:mail.example.org",
                "smtp://ada@mail.example.org",
                "smtp://mail.example.org/path",
                "smtp://mail.example.org?starttls=maybe",
                "smtp://mail.example.org?tls",
                "smtps://mail.example.org?starttls=never",
                "smtp://bad_host.example.org"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsTextHasNoSecrets() {
        assertThat(of("smtp://ada:secret@mail.example.org")).hasToString("mail.example.org:587");
    }
}
