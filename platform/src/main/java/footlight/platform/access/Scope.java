package footlight.platform.access;

import static footlight.platform.access.Action.ADMIT;
import static footlight.platform.access.Action.AUDIT;
import static footlight.platform.access.Action.CHANGE_CHANNEL;
import static footlight.platform.access.Action.CHANGE_TEAM;
import static footlight.platform.access.Action.DELETE_CHANNEL;
import static footlight.platform.access.Action.DEVELOP;
import static footlight.platform.access.Action.HOOK;
import static footlight.platform.access.Action.LOOK;
import static footlight.platform.access.Action.MODERATE;
import static footlight.platform.access.Action.PLAN_SHOWS;
import static footlight.platform.access.Action.RUN_SHOWS;
import static footlight.platform.access.Action.SEE_KEYS;
import static footlight.platform.access.Action.SEE_TEAM;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// A part of what a channel's owner may do, as a key of the API is given it. Every action is in one scope at least.
public enum Scope {
    SHOWS_READ("shows:read"),
    SHOWS_WRITE("shows:write"),
    LIVE("live"),
    PASSES("passes"),
    MODERATION("moderation"),
    TEAM_READ("team:read"),
    TEAM_WRITE("team:write"),
    CHANNEL_WRITE("channel:write"),
    CHANNEL_DELETE("channel:delete"),
    KEYS("keys"),
    WEBHOOKS("webhooks"),
    AUDIT_READ("audit:read");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /// As the API and the database write it.
    public String word() {
        return word;
    }

    public boolean has(Action action) {
        return actions().contains(action);
    }

    private Set<Action> actions() {
        return switch (this) {
            case SHOWS_READ -> Set.of(LOOK);
            case SHOWS_WRITE -> Set.of(LOOK, PLAN_SHOWS);
            case LIVE -> Set.of(LOOK, RUN_SHOWS, SEE_KEYS);
            case PASSES -> Set.of(ADMIT);
            case MODERATION -> Set.of(MODERATE);
            case TEAM_READ -> Set.of(SEE_TEAM);
            case TEAM_WRITE -> Set.of(SEE_TEAM, CHANGE_TEAM);
            case CHANNEL_WRITE -> Set.of(CHANGE_CHANNEL);
            case CHANNEL_DELETE -> Set.of(DELETE_CHANNEL);
            case KEYS -> Set.of(DEVELOP);
            case WEBHOOKS -> Set.of(HOOK);
            case AUDIT_READ -> Set.of(AUDIT);
        };
    }

    /// @throws IllegalArgumentException when there is no such scope
    public static Scope of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scope: " + word));
    }

    /// The words of those that allow this, such as `shows:read, shows:write`.
    public static String wordsFor(Action action) {
        return Arrays.stream(values())
                .filter(scope -> scope.has(action))
                .map(Scope::word)
                .collect(Collectors.joining(", "));
    }
}
