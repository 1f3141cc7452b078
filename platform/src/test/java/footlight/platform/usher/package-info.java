@NullMarked
package footlight.platform.usher;

import org.jspecify.annotations.NullMarked;
