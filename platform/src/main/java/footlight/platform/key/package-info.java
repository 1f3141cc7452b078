/// Keys of the API: programs that act for a channel.
@NullMarked
package footlight.platform.key;

import org.jspecify.annotations.NullMarked;
