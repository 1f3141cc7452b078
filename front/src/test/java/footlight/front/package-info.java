@NullMarked
package footlight.front;

import org.jspecify.annotations.NullMarked;
