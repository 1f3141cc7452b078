@NullMarked
package footlight.platform.picture;

import org.jspecify.annotations.NullMarked;
