@NullMarked
package footlight.platform.self;

import org.jspecify.annotations.NullMarked;
