/// The limits of the ports, and the handlers that keep them on every connection.
@NullMarked
package footlight.front.guard;

import org.jspecify.annotations.NullMarked;
