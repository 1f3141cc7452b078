@NullMarked
package footlight.front.tls;

import org.jspecify.annotations.NullMarked;
