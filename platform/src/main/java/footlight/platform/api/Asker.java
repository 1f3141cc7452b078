package footlight.platform.api;

/// Who sends a request, as far as it could be proved.
public sealed interface Asker {
    /// Anyone: no cookie, or one that is not good any more.
    record Nobody() implements Asker {}

    /// A person with a session cookie.
    ///
    /// @param csrfToken what unsafe requests of this session must carry
    /// @param admin whether they run this server, and may do all that members of any channel may
    record Person(String accountId, String csrfToken, boolean admin) implements Asker {
        @Override
        public String toString() {
            return "Person[" + accountId + "]";
        }
    }

    /// Whoever can read `admin.token` in the data folder: may do what a server's admin may.
    record Admin() implements Asker {}
}
