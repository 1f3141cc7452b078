/// Everything that is kept, in one file and back: the database's rows and the data folder's files.
@NullMarked
package footlight.app.backup;

import org.jspecify.annotations.NullMarked;
