@NullMarked
package footlight.platform.channel;

import org.jspecify.annotations.NullMarked;
