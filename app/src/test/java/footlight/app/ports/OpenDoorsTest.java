package footlight.app.ports;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.engine.Admission;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenDoorsTest {
    private final OpenDoors doors = new OpenDoors();
    private final List<String> shut = new ArrayList<>();

    private Admission.Granted counted(String streamId) {
        OpenDoors.Leave leave = doors.grant(streamId, true);
        leave.count();
        return leave;
    }

    @Test
    void everyoneOfTheStreamAndNobodyElseIsShutOutOnce() {
        counted("s").onRevoked(() -> shut.add("a"));
        doors.grant("s", true).onRevoked(() -> shut.add("b"));
        counted("other").onRevoked(() -> shut.add("c"));
        doors.revoke("s");
        doors.revoke("s");

        assertThat(shut).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whoWasAlreadyShutOutWhenTheDeedIsNamedIsShutOutAtOnce() {
        Admission.Granted leave = counted("s");
        doors.revoke("s");
        leave.onRevoked(() -> shut.add("a"));

        assertThat(shut).containsExactly("a");
    }

    @Test
    void theAudienceIsCountedWithoutThoseWhoOnlyLookOn() {
        Admission.Granted one = counted("s");
        counted("s");
        doors.grant("s", true);
        assertThat(doors.audience("s")).isEqualTo(2);

        one.left();
        one.left();
        assertThat(doors.audience("s")).isEqualTo(1);
        doors.revoke("s");
        assertThat(doors.audience("s")).isZero();
        assertThat(doors.audience("other")).isZero();
    }

    @Test
    void atTheEndOfAShowWhoFetchesOnePieceIsLeftToIt() {
        counted("s").onRevoked(() -> shut.add("a"));
        OpenDoors.Leave piece = doors.grant("s", false);
        piece.onRevoked(() -> shut.add("piece"));
        doors.revokeLasting("s");
        assertThat(shut).containsExactly("a");
        assertThat(doors.audience("s")).isZero();

        doors.revoke("s");
        assertThat(shut).containsExactly("a", "piece");
    }

    @Test
    void whoLeftIsNotShutOut() {
        Admission.Granted leave = counted("s");
        leave.onRevoked(() -> shut.add("a"));
        leave.left();
        doors.revoke("s");

        assertThat(shut).isEmpty();
    }
}
