@NullMarked
package footlight.engine.rtmp;

import org.jspecify.annotations.NullMarked;
