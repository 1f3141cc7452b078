@NullMarked
package footlight.platform;

import org.jspecify.annotations.NullMarked;
