@NullMarked
package footlight.app;

import org.jspecify.annotations.NullMarked;
