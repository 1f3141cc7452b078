/// Tests of the settings.
@NullMarked
package footlight.app.settings;

import org.jspecify.annotations.NullMarked;
