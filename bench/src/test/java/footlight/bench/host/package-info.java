@NullMarked
package footlight.bench.host;

import org.jspecify.annotations.NullMarked;
