/// Measures the REST API beside the SQL that it sends.
@NullMarked
package footlight.bench.api;

import org.jspecify.annotations.NullMarked;
