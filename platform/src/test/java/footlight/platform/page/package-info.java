@NullMarked
package footlight.platform.page;

import org.jspecify.annotations.NullMarked;
