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
        OpenDoors.Leave leave = doors.grant(streamId, "flv", null, true);
        leave.count(null);
        return leave;
    }

    @Test
    void everyoneOfTheStreamAndNobodyElseIsShutOutOnce() {
        counted("s").onRevoked(() -> shut.add("a"));
        doors.grant("s", "flv", null, true).onRevoked(() -> shut.add("b"));
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
        doors.grant("s", "flv", null, true);
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
        OpenDoors.Leave piece = doors.grant("s", "flv", null, false);
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

    @Test
    void allThatComesByOnePassIsOneViewer() {
        OpenDoors.Leave first = doors.grant("s", "flv", "pass a", true);
        first.count("a");
        OpenDoors.Leave second = doors.grant("s", "flv", "pass a", true);
        second.count("a");
        doors.grant("s", "flv", "pass b", true).count("b");
        counted("s");
        assertThat(doors.audience("s")).isEqualTo(3);
        first.left();
        assertThat(doors.audience("s")).isEqualTo(3);
        second.left();
        assertThat(doors.audience("s")).isEqualTo(2);
    }

    @Test
    void atAReviewWhoMayNotStayIsShutOutAndCountsNoMore() {
        OpenDoors.Leave stays = doors.grant("s", "flv", "good", true);
        stays.count("good");
        stays.onRevoked(() -> shut.add("good"));
        OpenDoors.Leave goes = doors.grant("s", "flv", "bad", true);
        goes.count("bad");
        goes.onRevoked(() -> shut.add("bad"));
        doors.grant("s", "flv", null, false).onRevoked(() -> shut.add("a piece"));
        doors.review((stream, pass, lasting) -> !"bad".equals(pass));
        doors.review((stream, pass, lasting) -> !"bad".equals(pass));
        assertThat(shut).containsExactly("bad");
        assertThat(doors.audience("s")).isEqualTo(1);
    }

    @Test
    void whoIsSentAwayBeforeTheirDeedIsNamedIsShutOutAtOnce() {
        OpenDoors.Leave leave = doors.grant("s", "flv", "bad", true);
        doors.review((stream, pass, lasting) -> false);
        leave.onRevoked(() -> shut.add("a"));
        assertThat(shut).containsExactly("a");
    }
}
