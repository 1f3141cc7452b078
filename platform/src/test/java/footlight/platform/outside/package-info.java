@NullMarked
package footlight.platform.outside;

import org.jspecify.annotations.NullMarked;
