package footlight.app.admin;

import footlight.platform.admin.PeopleByHand;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/// Works on the database, while no server does.
///
/// @param site where the server will be reached, for links
record DatabaseDesk(PeopleByHand people, String site) implements AccountDesk {
    // As the API's document has them.
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final int EMAIL_LETTERS = 254;
    private static final int NAME_LETTERS = 80;

    @Override
    public JsonObject list(String search, int most) {
        return people.list(search, most);
    }

    @Override
    public JsonObject create(String email, String name, boolean admin) {
        if (!EMAIL.matcher(email).matches() || email.length() > EMAIL_LETTERS)
            throw new AdminRefused("`" + email + "` is no e-mail address.");
        if (name.isBlank() || name.length() > NAME_LETTERS || name.chars().anyMatch(Character::isISOControl))
            throw new AdminRefused("A name has 1 to " + NAME_LETTERS + " characters, on one line.");
        if (!people.anybody())
            throw new AdminRefused("Nobody has an account yet, and the first is the owner's: start the server, and open"
                    + " the link that its log has.");
        return linked(people.create(email, name.strip(), admin)
                .orElseThrow(() -> new AdminRefused("There is an account with this e-mail address already.")));
    }

    @Override
    public JsonObject reset(String email) {
        return linked(people.reset(email).orElseThrow(() -> nobody(email)));
    }

    @Override
    public JsonObject role(String email, String role) {
        return switch (people.role(email, role)) {
            case PeopleByHand.Changed.Done(JsonObject account) -> account;
            case PeopleByHand.Changed.NoSuchAccount() -> throw nobody(email);
            case PeopleByHand.Changed.LastAdmin() ->
                throw new AdminRefused("Nobody would run this server then. Make somebody else an admin first.");
        };
    }

    private JsonObject linked(JsonObject made) {
        return made.put("link", site + made.getString("link"));
    }

    private static AdminRefused nobody(String email) {
        return new AdminRefused("There is no account of " + email + ".");
    }
}
