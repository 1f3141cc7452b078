@NullMarked
package footlight.bus;

import org.jspecify.annotations.NullMarked;
