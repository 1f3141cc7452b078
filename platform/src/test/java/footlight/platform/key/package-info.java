@NullMarked
package footlight.platform.key;

import org.jspecify.annotations.NullMarked;
