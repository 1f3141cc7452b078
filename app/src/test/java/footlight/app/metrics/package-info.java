@NullMarked
package footlight.app.metrics;

import org.jspecify.annotations.NullMarked;
