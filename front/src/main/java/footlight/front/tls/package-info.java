/// The certificate of the ports, read from PEM files and reloaded when they change.
@NullMarked
package footlight.front.tls;

import org.jspecify.annotations.NullMarked;
