@NullMarked
package footlight.front.net;

import org.jspecify.annotations.NullMarked;
