@NullMarked
package footlight.bench.report;

import org.jspecify.annotations.NullMarked;
