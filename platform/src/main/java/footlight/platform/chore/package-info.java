/// Work that the platform does by itself, time and again.
@NullMarked
package footlight.platform.chore;

import org.jspecify.annotations.NullMarked;
