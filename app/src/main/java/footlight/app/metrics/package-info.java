/// The server's numbers, for Prometheus.
@NullMarked
package footlight.app.metrics;

import org.jspecify.annotations.NullMarked;
