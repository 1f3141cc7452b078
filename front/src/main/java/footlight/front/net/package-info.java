/// Addresses as text and as ranges, and what a reverse proxy says about its caller. Knows no framework.
@NullMarked
package footlight.front.net;

import org.jspecify.annotations.NullMarked;
