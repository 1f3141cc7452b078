/// Tests of the program as a whole, and of the shape of the house.
@NullMarked
package footlight.app;

import org.jspecify.annotations.NullMarked;
