@NullMarked
package footlight.engine.hls;

import org.jspecify.annotations.NullMarked;
