/// Who wants to hear of which channels and shows, and the letters that tell them.
@NullMarked
package footlight.platform.follow;

import org.jspecify.annotations.NullMarked;
