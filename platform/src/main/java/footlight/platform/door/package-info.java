/// One door for every media byte: passes and who may play.
@NullMarked
package footlight.platform.door;

import org.jspecify.annotations.NullMarked;
