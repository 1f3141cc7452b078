@NullMarked
package footlight.bench;

import org.jspecify.annotations.NullMarked;
