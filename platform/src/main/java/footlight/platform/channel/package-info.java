/// Channels, the creators' homes, and who may run them.
@NullMarked
package footlight.platform.channel;

import org.jspecify.annotations.NullMarked;
