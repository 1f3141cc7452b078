/// Tests of the findings of `footlight admin doctor`.
@NullMarked
package footlight.app.health;

import org.jspecify.annotations.NullMarked;
