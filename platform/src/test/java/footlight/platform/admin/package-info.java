/// Tests of what the server's admins see and do.
@NullMarked
package footlight.platform.admin;

import org.jspecify.annotations.NullMarked;
