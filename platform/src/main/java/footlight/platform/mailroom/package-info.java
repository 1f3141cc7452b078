/// The box for real: letters wait sealed in the database until a mail server has taken them.
@NullMarked
package footlight.platform.mailroom;

import org.jspecify.annotations.NullMarked;
