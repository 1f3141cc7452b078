@NullMarked
package footlight.testkit;

import org.jspecify.annotations.NullMarked;
