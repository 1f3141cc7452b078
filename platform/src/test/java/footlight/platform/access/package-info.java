@NullMarked
package footlight.platform.access;

import org.jspecify.annotations.NullMarked;
