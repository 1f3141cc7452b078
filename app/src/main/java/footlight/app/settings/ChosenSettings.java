package footlight.app.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings this process runs with, read and checked. Immutable.
public final class ChosenSettings {
    private final Map<Setting<?>, Choice> choices;

    /// `value` is the read form of `text`, of the type of its setting.
    record Choice(String text, Object value, Origin origin) {}

    ChosenSettings(Map<Setting<?>, Choice> choices) {
        this.choices = Map.copyOf(choices);
    }

    /// The value of a setting that has a default.
    public <T> T of(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.name() + " may be unset"));
    }

    /// The value, or empty where nobody chose and there is no default.
    @SuppressWarnings("unchecked") // SettingsReader stores under a setting only what its own kind read
    public <T> Optional<T> find(Setting<T> setting) {
        Choice choice = choices.get(setting);
        return choice == null ? Optional.empty() : Optional.of((T) choice.value());
    }

    /// Whether somebody chose the value, be it the default.
    public boolean chosen(Setting<?> setting) {
        Choice choice = choices.get(setting);
        return choice != null && choice.origin() != Origin.STANDARD;
    }

    /// One setting as it may be shown.
    ///
    /// @param value null when unset; hidden for secrets
    public record Shown(String name, @Nullable String value, boolean chosen, String about) {}

    /// All of them, in the order of the page of settings.
    public List<Shown> shown() {
        return Settings.ALL.stream().map(this::shown).toList();
    }

    private Shown shown(Setting<?> setting) {
        Choice choice = choices.get(setting);
        String value = choice == null ? null : setting.secret() ? "(hidden)" : choice.text();
        return new Shown(setting.name(), value, chosen(setting), setting.about());
    }

    /// What was chosen differently from the defaults, for the log: one line, secrets hidden.
    public String summary() {
        StringBuilder line = new StringBuilder();
        for (Setting<?> setting : Settings.ALL) {
            Choice choice = choices.get(setting);
            if (choice == null || choice.origin() == Origin.STANDARD) continue;
            if (!line.isEmpty()) line.append(", ");
            line.append(setting.name()).append('=').append(setting.secret() ? "(hidden)" : choice.text());
        }
        return line.isEmpty() ? "all defaults" : line.toString();
    }
}
