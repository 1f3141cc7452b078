package footlight.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.admin.ShowAddresses;
import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import java.time.Duration;

/// A program that publishes to a show of its own, seen by another that decodes what goes out.
final class Publishing {
    /// How long the program is to send, in seconds: enough to be found, and looked at.
    static final int SECONDS = 12;

    private static final int LOOK_SECONDS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Publishing() {}

    /// Starts the program, which sends [#SECONDS] to the address and ends by itself.
    interface Encoder {
        Run to(String address) throws Exception;
    }

    /// @param what is sent, where it is not H.264 and AAC; else empty
    static void seen(ClientMatrix matrix, String program, Way way, String what, Encoder encoder) throws Exception {
        String row = what.isEmpty() ? way.label : way.label + ", " + what;
        matrix.cell(Seen.Side.PUBLISHES, program, row, () -> {
            ShowAddresses show = matrix.server().show(program + " by " + row);
            try (Run sending = encoder.to(matrix.entrance(show, way))) {
                matrix.server().awaitMedia(show);
                String words = BundledFfmpeg.decode(show.flv(), LOOK_SECONDS)
                        .isPictureAndSound(BundledFfmpeg.PICTURES_EACH_SECOND)
                        .words();
                assertThat(sending.end(PATIENCE))
                        .as("its end" + sending.lastWords())
                        .isZero();
                return words;
            }
        });
    }
}
