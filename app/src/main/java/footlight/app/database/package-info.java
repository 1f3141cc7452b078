/// Where the platform's PostgreSQL is: the operator's own, or one that Footlight runs in its data folder.
@NullMarked
package footlight.app.database;

import org.jspecify.annotations.NullMarked;
