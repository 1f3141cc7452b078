/// What is logged: its form, and the latest of it for the admin's page.
@NullMarked
package footlight.app.log;

import org.jspecify.annotations.NullMarked;
