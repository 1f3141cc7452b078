package footlight.app.clients;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tests of a program that plays: HTTP-FLV in every run, its other ways with the whole matrix.
@Tag("clients")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(WithClientMatrix.class)
interface PlayingProgram {
    /// Its name and version; where it is missing the test is skipped.
    String named(ClientMatrix matrix) throws Exception;

    /// Beside HTTP-FLV.
    Stream<Way> otherWays();

    /// Plays the stage of `matrix` and tells what was seen.
    String look(Way way, ClientMatrix matrix) throws Exception;

    @Test
    @Tag("core")
    default void plays(ClientMatrix matrix) throws Exception {
        matrix.cell(Seen.Side.PLAYS, named(matrix), Way.HTTP_FLV, () -> look(Way.HTTP_FLV, matrix));
    }

    @ParameterizedTest
    @MethodSource("otherWays")
    default void playsOtherWays(Way way, ClientMatrix matrix) throws Exception {
        matrix.cell(Seen.Side.PLAYS, named(matrix), way, () -> look(way, matrix));
    }
}
