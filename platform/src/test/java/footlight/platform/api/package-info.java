@NullMarked
package footlight.platform.api;

import org.jspecify.annotations.NullMarked;
