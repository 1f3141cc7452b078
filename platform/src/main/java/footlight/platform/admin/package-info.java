/// Running the server: what its admins see and do, and how full the house is.
@NullMarked
package footlight.platform.admin;

import org.jspecify.annotations.NullMarked;
