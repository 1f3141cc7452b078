/// Lets people in: asks them for what a show's door wants, keeps their seats, makes passes and invitations to shows.
@NullMarked
package footlight.platform.usher;

import org.jspecify.annotations.NullMarked;
