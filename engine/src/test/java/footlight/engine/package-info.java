@NullMarked
package footlight.engine;

import org.jspecify.annotations.NullMarked;
