package footlight.platform.admin;

import footlight.front.Answer;
import footlight.front.Caller;
import footlight.front.Problem;
import footlight.front.Refusal;
import footlight.platform.account.Account;
import footlight.platform.account.Accounts;
import footlight.platform.account.FreshSession;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.ApiRoutes;
import footlight.platform.api.OneLine;
import footlight.platform.api.Refusals;
import footlight.platform.channel.Deeds;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// The admins' operations on accounts.
final class People {
    private final PeopleTable table;
    private final Accounts accounts;
    private final FreshSession fresh;
    private final Addresses addresses;
    private final Deeds deeds;
    private final Runnable sessionsEnded;
    private final Consumer<String> shutOut;
    private final RandomNames names;
    private final InstantSource clock;

    /// @param sessionsEnded to be run when somebody was signed out everywhere
    /// @param shutOut told the account that is shut, so that what is open by it closes
    People(
            Jdbi jdbi,
            Accounts accounts,
            Addresses addresses,
            Deeds deeds,
            Runnable sessionsEnded,
            Consumer<String> shutOut,
            RandomNames names,
            InstantSource clock) {
        this.table = new PeopleTable(jdbi);
        this.accounts = accounts;
        this.fresh = new FreshSession(accounts.sessions());
        this.addresses = addresses;
        this.deeds = deeds;
        this.sessionsEnded = sessionsEnded;
        this.shutOut = shutOut;
        this.names = names;
        this.clock = clock;
    }

    void on(ApiRoutes routes) {
        routes.on("adminListAccounts", this::list)
                .on("adminCreateAccount", this::create)
                .on("adminGetAccount", this::look)
                .on("adminEditAccount", this::edit)
                .on("adminResetAccount", this::reset);
    }

    private Answer list(ApiRequest request) {
        request.asker().demandServer();
        Place after = request.query("cursor").map(Place::read).orElse(Place.START);
        Optional<String> search = request.query("search").map(text -> text.toLowerCase(Locale.ROOT));
        int most = request.limit();
        List<AdminAccount> found =
                search.isPresent() ? table.search(search.get(), after, most + 1) : table.page(after, most + 1);
        boolean more = found.size() > most;
        List<AdminAccount> page = more ? found.subList(0, most) : found;
        JsonArray items = new JsonArray();
        page.forEach(account -> items.add(account.json()));
        String next =
                more ? new Place(page.getLast().createdAt(), page.getLast().id()).text() : null;
        return Answer.json(200, new JsonObject().put("items", items).put("next", next));
    }

    private Answer look(ApiRequest request) {
        request.asker().demandServer();
        AdminAccount account = there(request);
        JsonArray channels = new JsonArray();
        table.channels(account.id()).forEach(channels::add);
        return Answer.json(
                200,
                new JsonObject()
                        .put("account", account.json())
                        .put("sessions", table.sessions(account.id(), clock.instant()))
                        .put("channels", channels));
    }

    private Answer create(ApiRequest request) {
        fresh.demandServer(request);
        JsonObject form = request.body();
        String email = form.getString("email").toLowerCase(Locale.ROOT);
        // Who runs the server vouches for the address.
        Account made = accounts.make(OneLine.of("name", form.getString("name")), email, true)
                .orElseThrow(() -> new Refusal(new Problem(
                        409, "email-taken", "Taken", "There is an account with this e-mail address already.")));
        deeds.note(request.asker(), "account.create", made.id(), "");
        if (form.getString("role", "member").equals("admin")) {
            table.change(made.id(), "admin", null, clock.instant());
            deeds.note(request.asker(), "account.role", made.id(), "admin");
        }
        return link(201, request, table.byId(made.id()).orElseThrow());
    }

    private Answer edit(ApiRequest request) {
        fresh.demandServer(request);
        AdminAccount before = there(request);
        JsonObject form = request.body();
        String role = form.getString("role");
        Boolean disabled = form.getBoolean("disabled");
        deeds.together(() -> {
            if (!table.change(before.id(), role, disabled, clock.instant()))
                throw Refusals.notNow(
                        "last-admin", "Nobody would run this server then. Make somebody else an admin first.");
            if (role != null && !role.equals(before.role()))
                deeds.note(request.asker(), "account.role", before.id(), role);
            if (disabled != null && disabled != before.disabled())
                deeds.note(request.asker(), disabled ? "account.disable" : "account.enable", before.id(), "");
            return before;
        });
        if (disabled != null || role != null) sessionsEnded.run();
        if (disabled != null && disabled) shutOut.accept(before.id());
        return Answer.json(200, there(request).json());
    }

    private Answer reset(ApiRequest request) {
        fresh.demandServer(request);
        AdminAccount account = there(request);
        // A password opens an account together with its address.
        if (account.email().isEmpty())
            throw Refusals.notNow(
                    "no-address",
                    "This account has no e-mail address, so no password opens it. Its owner signs in by another site.");
        deeds.note(request.asker(), "account.reset", account.id(), "");
        return link(200, request, account);
    }

    private Answer link(int status, ApiRequest request, AdminAccount account) {
        Caller caller = request.http().caller();
        String link = addresses.origin(caller) + new PasswordLinks(table, names, clock).path(account);
        return Answer.json(
                status, new JsonObject().put("account", account.json()).put("link", link));
    }

    private AdminAccount there(ApiRequest request) {
        return table.byId(request.pathPart("adminAccountId"))
                .orElseThrow(() -> Refusals.notFound("There is no account with this id."));
    }
}
