@NullMarked
package footlight.live;

import org.jspecify.annotations.NullMarked;
