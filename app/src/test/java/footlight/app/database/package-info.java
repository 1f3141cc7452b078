/// Tests of the embedded database, on real PostgreSQL processes.
@NullMarked
package footlight.app.database;

import org.jspecify.annotations.NullMarked;
