package footlight.engine;

/// A play gate's answer.
public sealed interface Admission {
    /// Come in. The leave can be taken back later.
    non-sealed interface Granted extends Admission {
        /// Runs `shut` once, on any thread, should the leave be taken back; at once when it already was.
        void onRevoked(Runnable shut);

        /// The viewer has gone: `shut` is needed no more. Called once.
        void left();
    }

    /// No. `status` is the HTTP status that says so (401, 403, 404), `code` a stable word for
    /// programs, `detail` a sentence for people.
    record Refused(int status, String code, String detail) implements Admission {}
}
