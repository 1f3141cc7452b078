package footlight.platform.admin;

import footlight.platform.account.Account;
import footlight.platform.account.Accounts;
import footlight.platform.api.Asker;
import footlight.platform.channel.Deeds;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What the admins' operations do to accounts, where no server runs: with the database itself. Answers are the API's.
/// Blocks.
public final class PeopleByHand {
    private final PeopleTable table;
    private final Accounts accounts;
    private final PasswordLinks links;
    private final Deeds deeds;
    private final InstantSource clock;

    public PeopleByHand(Jdbi jdbi, SecretKey secret, Deeds deeds, InstantSource clock) {
        RandomNames names = new RandomNames();
        this.table = new PeopleTable(jdbi);
        this.accounts = new Accounts(jdbi, secret.signer("csrf"), names, clock);
        this.links = new PasswordLinks(table, names, clock);
        this.deeds = deeds;
        this.clock = clock;
    }

    /// Whether anybody has an account.
    public boolean anybody() {
        return accounts.anybody();
    }

    /// The latest, whose address or name begins with `search`; any where that is empty.
    public JsonObject list(String search, int most) {
        List<AdminAccount> found = search.isEmpty()
                ? table.page(Place.START, most + 1)
                : table.search(search.toLowerCase(Locale.ROOT), Place.START, most + 1);
        JsonArray items = new JsonArray();
        found.stream().limit(most).forEach(account -> items.add(account.json()));
        return new JsonObject().put("items", items).put("next", found.size() > most ? "more" : null);
    }

    /// Makes one; `link` is a path. Empty when the address is somebody's already, or nobody has an account yet.
    public Optional<JsonObject> create(String email, String name, boolean admin) {
        Optional<Account> made = accounts.make(name, email.toLowerCase(Locale.ROOT), true);
        if (made.isEmpty()) return Optional.empty();
        String id = made.get().id();
        note("account.create", id, "");
        if (admin) {
            table.change(id, "admin", null, clock.instant());
            note("account.role", id, "admin");
        }
        return table.byId(id).map(this::linked);
    }

    /// Empty when there is no such account.
    public Optional<JsonObject> reset(String email) {
        Optional<AdminAccount> account = byEmail(email);
        account.ifPresent(each -> note("account.reset", each.id(), ""));
        return account.map(this::linked);
    }

    /// What became of a change.
    public sealed interface Changed {
        record Done(JsonObject account) implements Changed {}

        record NoSuchAccount() implements Changed {}

        /// Nobody would run the server then.
        record LastAdmin() implements Changed {}
    }

    public Changed role(String email, String role) {
        @Nullable AdminAccount account = byEmail(email).orElse(null);
        if (account == null) return new Changed.NoSuchAccount();
        if (!table.change(account.id(), role, null, clock.instant())) return new Changed.LastAdmin();
        if (!account.role().equals(role)) note("account.role", account.id(), role);
        return new Changed.Done(table.byId(account.id()).orElse(account).json());
    }

    private Optional<AdminAccount> byEmail(String email) {
        return accounts.byEmail(email.toLowerCase(Locale.ROOT)).flatMap(account -> table.byId(account.id()));
    }

    private JsonObject linked(AdminAccount account) {
        return new JsonObject().put("account", account.json()).put("link", links.path(account));
    }

    private void note(String deed, String subject, String detail) {
        deeds.note(new Asker.Admin(), deed, subject, detail);
    }
}
