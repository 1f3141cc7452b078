@NullMarked
package footlight.app.doctor;

import org.jspecify.annotations.NullMarked;
