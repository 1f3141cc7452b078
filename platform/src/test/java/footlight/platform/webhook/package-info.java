@NullMarked
package footlight.platform.webhook;

import org.jspecify.annotations.NullMarked;
