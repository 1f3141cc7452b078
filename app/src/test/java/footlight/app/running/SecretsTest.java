package footlight.app.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String VALUE = "open sesame & so on?";
    private final Secrets secrets = new Secrets();

    SecretsTest() {
        secrets.keep("password", VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "said open sesame & so on? and",
                "?password=open+sesame+%26+so+on%3F",
                "/open%20sesame%20%26%20so%20on%3F/",
                "6f70656e20736573616d65202620736f206f6e3f"
            })
    void findsASecretHoweverItIsWritten(String text) {
        assertThat(secrets.in(text)).isNotEmpty().allMatch(found -> found.startsWith("password, "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "user:", "\0user\0"})
    void findsItInsideBase64WhateverStandsBefore(String before) {
        byte[] bytes = (before + VALUE + "after").getBytes(StandardCharsets.UTF_8);
        assertThat(secrets.in(Base64.getEncoder().encodeToString(bytes))).isNotEmpty();
        assertThat(secrets.in(Base64.getUrlEncoder().encodeToString(bytes))).isNotEmpty();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(secrets.in("open the door, say sesame, and so on")).isEmpty();
    }
}
