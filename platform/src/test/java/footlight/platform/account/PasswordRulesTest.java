package footlight.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "ninechars",
                "aaaaaaaaaaaa",
                "1234567890",
                "0987654321",
                "qwertyuiop",
                "abcdefghijkl",
                "password123",
                "P@ssw0rd2026!",
                "iloveyou!!!!!",
                "Qwerty123456",
                "football99999",
                "ada@example.org",
                "Lovelace12345",
                "1q2w3e4r5t"
            })
    void refusesWhatEverybodyTriesFirst(String password) {
        assertThat(rules.objection(password, "ada@example.org", "Love Lace")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"three blue lamps", "Tz7!qm2#Lw0e", "zwölf boxkämpfer", "夜のまちをあるくねこたち"})
    void takesWhatNobodyElseWouldThinkOf(String password) {
        assertThat(rules.objection(password, "ada@example.org", "Ada")).isEmpty();
    }

    @Test
    void hashesArePhcStringsThatFitTheirPasswordAlone() {
        Passwords passwords = new Passwords();
        String hash = passwords.hash("three blue lamps");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.fits("three blue lamps", hash)).isTrue();
        assertThat(passwords.fits("three blue lamp", hash)).isFalse();
        assertThat(passwords.hash("three blue lamps")).isNotEqualTo(hash);
    }

    @Test
    void aHashMadeElsewhereFits() {
        // Source: the reference implementation's test.c, version 0x13, t=2, m=16, p=1.
        assertThat(
                        new Passwords()
                                .fits(
                                        "password",
                                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    @Test
    void theHundredThousandMostCommonAreRefused() {
        assertThat(new CommonPasswords().count()).isGreaterThan(90_000);
        for (String common : new String[] {
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "manchester",
            "liverpoolfc",
            "Charlotte1",
            "christopher",
            "Dragon2026!",
            "99sunflower99"
        })
            assertThat(new PasswordRules().objection(common, "ada@example.org", "Ada"))
                    .as(common)
                    .isPresent();
    }

    @Test
    void nobodyIsRefusedForAFewLettersAmongOthers() {
        for (String good : new String[] {
            "abc-7491-tulip-fog", "x7!9283746501%", "nine grey doves at dusk", "ä".repeat(3) + "quohlenz1928"
        })
            assertThat(new PasswordRules().objection(good, "ada@example.org", "Ada"))
                    .as(good)
                    .isEmpty();
    }
}
