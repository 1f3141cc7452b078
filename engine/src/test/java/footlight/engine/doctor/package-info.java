@NullMarked
package footlight.engine.doctor;

import org.jspecify.annotations.NullMarked;
