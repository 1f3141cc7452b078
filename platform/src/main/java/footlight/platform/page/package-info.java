/// Pages with the head, words and state that the server knows.
@NullMarked
package footlight.platform.page;

import org.jspecify.annotations.NullMarked;
