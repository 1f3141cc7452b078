/// Tests of backup and restore.
@NullMarked
package footlight.app.backup;

import org.jspecify.annotations.NullMarked;
