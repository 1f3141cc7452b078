package footlight.platform.api;

/// Who sends a request, as far as it could be proved.
public sealed interface Asker {
    /// Anyone: no cookie, or one that is not good any more.
    record Nobody() implements Asker {}

    /// A person with a session cookie.
    ///
    /// @param csrfToken what unsafe requests of this session must carry
    record Person(String accountId, String csrfToken) implements Asker {}

    /// Whoever can read `admin.token` in the data folder: may do what the owner may.
    record Admin() implements Asker {}
}
