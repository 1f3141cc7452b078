@NullMarked
package footlight.front.guard;

import org.jspecify.annotations.NullMarked;
