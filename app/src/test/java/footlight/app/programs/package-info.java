/// Tests of the bundled programs.
@NullMarked
package footlight.app.programs;

import org.jspecify.annotations.NullMarked;
