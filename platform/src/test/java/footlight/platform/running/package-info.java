/// A whole platform on a real database, for tests that ask it over HTTP.
@NullMarked
package footlight.platform.running;

import org.jspecify.annotations.NullMarked;
