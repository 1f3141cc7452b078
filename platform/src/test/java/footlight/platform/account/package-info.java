@NullMarked
package footlight.platform.account;

import org.jspecify.annotations.NullMarked;
