/// Pictures that people upload: made harmless, kept as files, served for ever.
@NullMarked
package footlight.platform.picture;

import org.jspecify.annotations.NullMarked;
