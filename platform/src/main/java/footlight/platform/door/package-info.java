/// One door for every media byte: who may see and watch a show, passes, and how they are taken back.
@NullMarked
package footlight.platform.door;

import org.jspecify.annotations.NullMarked;
