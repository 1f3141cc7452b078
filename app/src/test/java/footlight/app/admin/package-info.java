/// Tests of the admin commands.
@NullMarked
package footlight.app.admin;

import org.jspecify.annotations.NullMarked;
