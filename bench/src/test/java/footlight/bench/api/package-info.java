@NullMarked
package footlight.bench.api;

import org.jspecify.annotations.NullMarked;
