package footlight.wire;

import footlight.testkit.fuzz.FuzzTargets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class FuzzTargetsTest {
    @TestFactory
    Stream<DynamicTest> everyTargetHoldsForWhatIsKeptForIt() throws Exception {
        return FuzzTargets.beside(FuzzTargetsTest.class);
    }
}
