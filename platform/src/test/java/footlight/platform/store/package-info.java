@NullMarked
package footlight.platform.store;

import org.jspecify.annotations.NullMarked;
