/// Tests of the testkit.
@NullMarked
package footlight.testkit;

import org.jspecify.annotations.NullMarked;
