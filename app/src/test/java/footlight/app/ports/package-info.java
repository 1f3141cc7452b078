@NullMarked
package footlight.app.ports;

import org.jspecify.annotations.NullMarked;
