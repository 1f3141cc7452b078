/// The commands that talk to the running server, through its API like any other client.
@NullMarked
package footlight.app.admin;

import org.jspecify.annotations.NullMarked;
