@NullMarked
package footlight.platform.chore;

import org.jspecify.annotations.NullMarked;
