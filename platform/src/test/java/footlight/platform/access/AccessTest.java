package footlight.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessTest {
    /// The whole table once more, as people talk about it: who changes the one has to mean it.
    @Test
    void everyRoleMayDoWhatItIsThereForAndNothingElse() {
        assertThat(table()).isEqualTo("""
                LOOK            owner producer moderator
                PLAN_SHOWS      owner producer
                RUN_SHOWS       owner producer
                SEE_KEYS        owner producer
                ADMIT           owner producer
                MODERATE        owner producer moderator
                SEE_TEAM        owner producer moderator
                CHANGE_TEAM     owner
                CHANGE_CHANNEL  owner
                DELETE_CHANNEL  owner
                DEVELOP         owner
                HOOK            owner
                AUDIT           owner
                """);
    }

    @Test
    void everyActionIsInAScope() {
        for (Action action : Action.values())
            assertThat(Scope.wordsFor(action)).as(action.word()).isNotEmpty();
    }

    @Test
    void whoeverMaySeeOrChangeSomethingByAScopeMayNotDoWhatAnotherOneIsFor() {
        assertThat(Scope.wordsFor(Action.SEE_KEYS)).isEqualTo("live");
        assertThat(Scope.wordsFor(Action.LOOK)).isEqualTo("shows:read, shows:write, live");
        assertThat(Scope.wordsFor(Action.CHANGE_TEAM)).isEqualTo("team:write");
        assertThat(Scope.wordsFor(Action.DEVELOP)).isEqualTo("keys");
        assertThat(Scope.wordsFor(Action.DELETE_CHANNEL)).isEqualTo("channel:delete");
    }

    private static String table() {
        return Arrays.stream(Action.values())
                .map(action -> String.format("%-15s %s%n", action, who(action)))
                .collect(Collectors.joining());
    }

    private static String who(Action action) {
        return Arrays.stream(Role.values())
                .filter(role -> Access.may(role, action))
                .map(Role::word)
                .collect(Collectors.joining(" "));
    }
}
