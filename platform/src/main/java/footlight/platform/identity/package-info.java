/// Signing in by others: OpenID Connect, Google, Facebook, X; and which of them vouch for which account.
@NullMarked
package footlight.platform.identity;

import org.jspecify.annotations.NullMarked;
