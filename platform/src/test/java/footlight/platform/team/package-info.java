@NullMarked
package footlight.platform.team;

import org.jspecify.annotations.NullMarked;
