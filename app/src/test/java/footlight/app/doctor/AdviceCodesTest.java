package footlight.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.doctor.Fault;
import footlight.platform.Platform;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AdviceCodesTest {
    @Test
    void theApiDocumentNamesEveryFaultTheDoctorKnowsInTheSameOrder() throws Exception {
        String document;
        try (InputStream yaml = Platform.class.getResourceAsStream("/openapi/live.yaml")) {
            document = new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
        }
        String advice = document.substring(document.indexOf("    EncoderAdvice:\n"));
        String codes = advice.substring(advice.indexOf("enum:"), advice.indexOf("severity:\n"));
        List<String> named = Pattern.compile("- ([a-z-]+)")
                .matcher(codes)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
        assertThat(named)
                .isEqualTo(Arrays.stream(Fault.values()).map(Fault::code).toList());
    }
}
