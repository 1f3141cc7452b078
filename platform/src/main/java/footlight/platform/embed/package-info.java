/// The show's player in pages of others, and what other programs ask about it.
@NullMarked
package footlight.platform.embed;

import org.jspecify.annotations.NullMarked;
