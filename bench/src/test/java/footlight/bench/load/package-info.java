@NullMarked
package footlight.bench.load;

import org.jspecify.annotations.NullMarked;
