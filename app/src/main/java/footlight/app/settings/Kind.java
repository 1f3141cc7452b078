package footlight.app.settings;

import java.util.function.Function;

/// What a setting's text may be. `expected` completes the sentence "expected …" for people, and `read` turns
/// the text into a value or throws [IllegalArgumentException] (its message is not shown: `expected` is).
public record Kind<T>(String expected, Function<String, T> read) {}
