@NullMarked
package footlight.engine.srt;

import org.jspecify.annotations.NullMarked;
