package footlight.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.doctor.PictureKind.Chroma;
import footlight.live.TrackFormat.VideoCodec;
import footlight.testkit.GoldenDump;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    private static final Measured MEASURED = new Measured(
            new Measured.Picture(
                    new PictureKind(VideoCodec.H264, Chroma.WIDE, 10, false),
                    1280,
                    720,
                    30,
                    29.97,
                    0.12,
                    8_333,
                    500,
                    0.6,
                    12_300_000,
                    4_000_000,
                    17_500_000,
                    0),
            new Measured.Sound("AAC", 22_050, 6, 60, 5, 2_600, 0),
            new Measured.Uplink(10, 1_840, 3_210),
            new Measured.Returns(3, 12_000),
            7,
            "ticks of a 90 kHz clock",
            -1_500,
            60);

    /// The table of fault and advice, to be read by eye when it changes.
    @Test
    void everyFaultHasItsWordsForEveryProgram() {
        StringBuilder table = new StringBuilder();
        for (Fault fault : Fault.values()) {
            Words words = Words.of(fault, MEASURED);
            table.append(fault.severity().word())
                    .append(' ')
                    .append(fault.code())
                    .append('\n');
            table.append("  wrong   ").append(words.wrong()).append('\n');
            table.append("  mended  ").append(words.mended()).append('\n');
            for (EncoderProgram program : EncoderProgram.values())
                table.append("  %-7s ".formatted(program.name().toLowerCase(java.util.Locale.ROOT)))
                        .append(words.remedy(program))
                        .append('\n');
        }
        GoldenDump.assertMatches(WordsTest.class, "encoder-advice.txt", table.toString());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void sentencesAreWholePlainAndTheirOwn(Fault fault) {
        Words words = Words.of(fault, MEASURED);
        assertThat(Words.of(fault, Measured.NOTHING).mended())
                .as("without numbers")
                .isNotBlank();
        Set<String> sentences =
                new HashSet<>(Arrays.asList(words.wrong(), words.mended(), words.obs(), words.ffmpeg(), words.other()));
        assertThat(sentences).hasSize(5).allSatisfy(sentence -> {
            assertThat(sentence)
                    .endsWith(".")
                    .doesNotContain("!", " null", "NaN", "  ")
                    .hasSizeBetween(15, 240);
            assertThat(sentence).matches("[A-Z0-9].*");
        });
        assertThat(words.obs()).contains("OBS");
        assertThat(words.ffmpeg()).containsAnyOf("ffmpeg", " -");
        assertThat(words.other()).doesNotContain("OBS", "ffmpeg");
    }

    @Test
    void programsAreKnownByWhatTheyCallThemselves() {
        assertThat(EncoderProgram.named("obs-output module (libobs version 29.0.2)"))
                .isEqualTo(EncoderProgram.OBS);
        assertThat(EncoderProgram.named("Lavf59.27.100")).isEqualTo(EncoderProgram.FFMPEG);
        assertThat(EncoderProgram.named("Larix/1.3")).isEqualTo(EncoderProgram.OTHER);
        assertThat(EncoderProgram.named("")).isEqualTo(EncoderProgram.OTHER);
    }
}
