package footlight.platform;

import footlight.platform.show.Addresses;
import footlight.platform.show.ShowSettings;
import java.nio.file.Path;

/// What the platform needs to be told.
///
/// @param dataDir for `secret.key`, `admin.token` and `covers`
/// @param indexHtml the web app's shell with its places `<!--head-->`, `<!--state-->`, `<!--body-->`
public record PlatformSettings(
        Path dataDir, String siteName, String indexHtml, Addresses addresses, ShowSettings shows) {}
