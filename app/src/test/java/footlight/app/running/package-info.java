/// A whole server, and programs around it, as processes of their own: for tests that look at it from outside.
@NullMarked
package footlight.app.running;

import org.jspecify.annotations.NullMarked;
