@NullMarked
package footlight.platform.door;

import org.jspecify.annotations.NullMarked;
