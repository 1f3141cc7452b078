/// Tests of the demo.
@NullMarked
package footlight.app.demo;

import org.jspecify.annotations.NullMarked;
