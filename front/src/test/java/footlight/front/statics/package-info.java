@NullMarked
package footlight.front.statics;

import org.jspecify.annotations.NullMarked;
