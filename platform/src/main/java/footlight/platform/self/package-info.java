/// What people do with their own account: what it says of them, taking it all along, and its end.
@NullMarked
package footlight.platform.self;

import org.jspecify.annotations.NullMarked;
