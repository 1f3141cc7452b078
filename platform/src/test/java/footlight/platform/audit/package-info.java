@NullMarked
package footlight.platform.audit;

import org.jspecify.annotations.NullMarked;
