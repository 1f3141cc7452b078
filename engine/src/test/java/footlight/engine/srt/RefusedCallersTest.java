package footlight.engine.srt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Encoders that are not let in stop by themselves, with a sentence.
@Timeout(90)
final class RefusedCallersTest {
    /// What libsrt says for the codes of the access control guidelines, from 1400 on.
    private static final String REFUSED_BY_THE_SERVER = "Application-defined rejection reason";

    @Test
    void aWrongKeyIsUnauthorized() throws Exception {
        try (Stage stage = Stage.open()) {
            assertThat(refused(Encoders.url(stage.port(), "sk_wrong", ""))).contains(REFUSED_BY_THE_SERVER);
            assertThat(stage.asked).hasSize(1);
            assertThat(stage.told).isEmpty();
        }
    }

    @Test
    void aWrongPassphraseIsRefusedBeforeTheKeyIsLookedAt() throws Exception {
        try (Stage stage = Stage.encrypted()) {
            assertThat(refused(Encoders.url(stage.port(), "sk_good", "&passphrase=wrong-wrong-wrong")))
                    .contains("Incorrect passphrase");
            assertThat(stage.asked).isEmpty();
        }
    }

    @Test
    void noPassphraseIsRefusedWhereOneIsNeeded() throws Exception {
        try (Stage stage = Stage.encrypted()) {
            assertThat(refused(Encoders.url(stage.port(), "sk_good", ""))).containsIgnoringCase("password");
            assertThat(stage.asked).isEmpty();
        }
    }

    @Test
    void aPassphraseIsRefusedWhereThereIsNone() throws Exception {
        try (Stage stage = Stage.open()) {
            assertThat(refused(Encoders.url(stage.port(), "sk_good", "&passphrase=wrong-wrong-wrong")))
                    .containsIgnoringCase("password");
        }
    }

    @Test
    void whoWantsToPlayIsToldThatOnlyPublishersMayCome() throws Exception {
        try (Stage stage = Stage.open()) {
            assertThat(refused("srt://127.0.0.1:" + stage.port() + "?streamid=#!::r=sk_good,m=request"))
                    .contains(REFUSED_BY_THE_SERVER);
            assertThat(stage.asked).isEmpty();
        }
    }

    @Test
    void aSecondEncoderIsRefusedWhereItMayNotTakeOver() throws Exception {
        try (Stage stage = new Stage(Stage.settings(null, false))) {
            Process first = Encoders.ffmpeg(Encoders.url(stage.port(), "sk_good", ""), "20", Encoders.H264_AAC);
            stage.awaitTold("on night");
            assertThat(refused(Encoders.url(stage.port(), "sk_good", ""))).contains(REFUSED_BY_THE_SERVER);
            assertThat(stage.told)
                    .contains("refused night A second encoder wanted to publish while the first one still does.");
            assertThat(first.isAlive()).isTrue();
            first.destroy();
            first.waitFor();
        }
    }

    /// What ffmpeg says when it ends, which it does at once.
    private static String refused(String url) throws Exception {
        long began = System.nanoTime();
        Process ffmpeg = Encoders.ffmpeg(url, "20", Encoders.H264_AAC);
        String said = Encoders.finished(ffmpeg);
        assertThat(ffmpeg.exitValue()).as(said).isNotZero();
        assertThat(List.of(System.nanoTime() - began)).allMatch(took -> took < 15_000_000_000L);
        return said;
    }
}
