/// Letters on their way, to a real mail server.
@NullMarked
package footlight.platform.mailroom;

import org.jspecify.annotations.NullMarked;
