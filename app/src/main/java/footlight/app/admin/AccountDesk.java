package footlight.app.admin;

import io.vertx.core.json.JsonObject;

/// Where accounts are seen to: the server that runs, or the database where none does. Answers are the API's. Blocks.
///
/// Each refuses with an [AdminRefused].
interface AccountDesk {
    JsonObject list(String search, int most);

    /// @return `account`, and the `link` by which its person chooses a password
    JsonObject create(String email, String name, boolean admin);

    /// @return the same
    JsonObject reset(String email);

    /// @return the account
    JsonObject role(String email, String role);
}
