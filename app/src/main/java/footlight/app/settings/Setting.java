package footlight.app.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing an operator may choose. `name` is fixed for good (`http.port`), `standard` is the text that holds
/// when nobody chose (null: nothing holds), and the value of a `secret` one is never printed.
public record Setting<T>(
        String name, Kind<T> kind, @Nullable String standard, boolean secret, String about) {

    static <T> Setting<T> of(String name, Kind<T> kind, String standard, String about) {
        return new Setting<>(name, kind, standard, false, about);
    }

    static <T> Setting<T> unset(String name, Kind<T> kind, String about) {
        return new Setting<>(name, kind, null, false, about);
    }

    static <T> Setting<T> secret(String name, Kind<T> kind, String about) {
        return new Setting<>(name, kind, null, true, about);
    }

    /// `FOOTLIGHT_HTTP_PORT` for `http.port`, `FOOTLIGHT_MEDIA_MEMORY` for `media.memory`.
    public String environmentName() {
        return "FOOTLIGHT_" + dotted().toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /// The name as flags and the environment can tell it, where a hyphen looks like a dot.
    String dotted() {
        return name.replace('-', '.');
    }

    /// `--http-port` for `http.port`; `--http.port` is understood too.
    public String flag() {
        return "--" + name.replace('.', '-');
    }
}
