/// People who sign in: accounts, passwords, sessions, the first run.
@NullMarked
package footlight.platform.account;

import org.jspecify.annotations.NullMarked;
