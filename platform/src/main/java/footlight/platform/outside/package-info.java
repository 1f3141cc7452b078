/// The one way out: requests to addresses that strangers or operators named.
@NullMarked
package footlight.platform.outside;

import org.jspecify.annotations.NullMarked;
