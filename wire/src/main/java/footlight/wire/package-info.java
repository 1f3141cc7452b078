@NullMarked
package footlight.wire;

import org.jspecify.annotations.NullMarked;
