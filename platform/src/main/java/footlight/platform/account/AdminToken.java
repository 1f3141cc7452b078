package footlight.platform.account;

import footlight.platform.secret.Digests;
import footlight.platform.secret.PrivateFile;
import footlight.platform.secret.RandomNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The token in the file `admin.token` of the data folder, new at each start: whoever can read the file is the owner of
/// the server anyway. The command line sends it as a bearer token. Any thread.
public final class AdminToken {
    private final String token;

    private AdminToken(String token) {
        this.token = token;
    }

    public static AdminToken renew(Path dataDir, RandomNames names) throws IOException {
        String token = names.token();
        PrivateFile.write(dataDir.resolve("admin.token"), (token + "\n").getBytes(StandardCharsets.UTF_8));
        return new AdminToken(token);
    }

    boolean is(String said) {
        return Digests.same(token, said);
    }

    @Override
    public String toString() {
        return "AdminToken";
    }
}
