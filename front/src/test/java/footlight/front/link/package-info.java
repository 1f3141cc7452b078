@NullMarked
package footlight.front.link;

import org.jspecify.annotations.NullMarked;
