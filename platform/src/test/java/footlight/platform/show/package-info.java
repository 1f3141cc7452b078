@NullMarked
package footlight.platform.show;

import org.jspecify.annotations.NullMarked;
