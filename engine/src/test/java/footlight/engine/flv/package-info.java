@NullMarked
package footlight.engine.flv;

import org.jspecify.annotations.NullMarked;
