@NullMarked
package footlight.app.log;

import org.jspecify.annotations.NullMarked;
