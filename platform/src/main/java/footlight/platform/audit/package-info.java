/// Who did what, written down and told.
@NullMarked
package footlight.platform.audit;

import org.jspecify.annotations.NullMarked;
