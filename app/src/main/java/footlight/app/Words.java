package footlight.app;

import footlight.app.settings.ChosenSettings;
import footlight.app.settings.SettingsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was written behind a command: its own flags are taken out one by one, and what is left are settings. One
/// thread.
final class Words {
    private final List<String> left;

    Words(List<String> words) {
        this.left = new ArrayList<>(words);
    }

    /// Whether the flag was there.
    boolean flag(String name) {
        return left.remove(name);
    }

    /// The value behind a flag, as `--title T` or `--title=T`; null when it was not there.
    @Nullable
    String value(String name) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).startsWith(name + "=")) return left.remove(i).substring(name.length() + 1);
            if (left.get(i).equals(name) && i + 1 < left.size()) {
                left.remove(i);
                return left.remove(i);
            }
        }
        return null;
    }

    /// The next word that is no flag, which must stand first; null when none does.
    @Nullable
    String word() {
        if (left.isEmpty() || left.getFirst().startsWith("--")) return null;
        return left.removeFirst();
    }

    /// What is left, as settings over those of the environment and the file.
    ///
    /// @throws footlight.app.settings.WrongSettings when anything is none
    ChosenSettings settings() {
        return SettingsReader.read(left, System.getenv(), Path.of("").toAbsolutePath());
    }
}
