package footlight.platform;

import footlight.platform.account.SignUp;
import footlight.platform.identity.Provider;
import footlight.platform.mailroom.MailSettings;
import footlight.platform.outside.Reach;
import footlight.platform.show.Addresses;
import footlight.platform.show.ShowSettings;
import java.nio.file.Path;
import java.util.List;

/// What the platform needs to be told.
///
/// @param dataDir for `secret.key`, `admin.token` and `covers`
/// @param apiRate requests to the API that a person or key may send in a minute; 0 for no limit
/// @param providers by whom people sign in besides those that are switched on in the pages
/// @param auditDays for how long it is kept who did what
/// @param signUp who may make an account by the form
/// @param reach where requests to addresses that strangers name may go
/// @param indexHtml the web app's shell with its places `<!--head-->`, `<!--state-->`, `<!--body-->`
/// @param embedHtml the shell of the player alone, with the same places
public record PlatformSettings(
        Path dataDir,
        String siteName,
        String indexHtml,
        String embedHtml,
        Addresses addresses,
        ShowSettings shows,
        int apiRate,
        Reach reach,
        List<Provider> providers,
        MailSettings mail,
        SignUp signUp,
        int auditDays) {}
