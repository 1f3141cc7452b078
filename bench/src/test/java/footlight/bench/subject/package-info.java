@NullMarked
package footlight.bench.subject;

import org.jspecify.annotations.NullMarked;
