@NullMarked
package footlight.platform.secret;

import org.jspecify.annotations.NullMarked;
