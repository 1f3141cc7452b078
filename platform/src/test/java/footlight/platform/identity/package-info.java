@NullMarked
package footlight.platform.identity;

import org.jspecify.annotations.NullMarked;
