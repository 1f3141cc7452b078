/// The one PostgreSQL: its pool, its migrations, its JDBI.
@NullMarked
package footlight.platform.store;

import org.jspecify.annotations.NullMarked;
