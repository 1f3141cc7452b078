package footlight.platform.api;

import footlight.platform.access.Action;
import footlight.platform.access.Role;
import footlight.platform.access.Scope;
import java.util.Set;

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

    /// A program with a key of one channel.
    ///
    /// @param makerRole what the person who made it is to the channel at this moment: it never may more than they
    /// @param origins sites whose pages may use it, such as `https://shop.example`
    record Key(String keyId, String channelId, Set<Scope> scopes, Role makerRole, Set<String> origins)
            implements Asker {
        /// Whether one of its scopes says so; its maker's role has to as well.
        public boolean named(Action action) {
            return scopes.stream().anyMatch(scope -> scope.has(action));
        }
    }

    /// Whoever can read `admin.token` in the data folder: may do what a server's admin may.
    record Admin() implements Asker {}

    /// One word for it in tables and logs, such as `person:k3v9q0x7m2ab`.
    default String word() {
        return switch (this) {
            case Nobody _ -> "nobody";
            case Person person -> "person:" + person.accountId();
            case Key key -> "key:" + key.keyId();
            case Admin _ -> "admin";
        };
    }

    /// Whether this is somebody who runs the server.
    default boolean runsServer() {
        return switch (this) {
            case Admin _ -> true;
            case Person person -> person.admin();
            case Nobody _, Key _ -> false;
        };
    }

    /// @throws footlight.front.Refusal 403 when this is no person, but a key or the server's own token
    default Person demandPerson() {
        if (this instanceof Person person) return person;
        throw Refusals.personNeeded();
    }

    /// @throws footlight.front.Refusal 403 when this is nobody who runs the server
    default void demandServer() {
        if (!runsServer()) throw Refusals.adminNeeded();
    }
}
