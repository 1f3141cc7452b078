/// Settings by file, environment and flags: declared once in [footlight.app.settings.Settings], refused at
/// start when wrong, documented in `docs/settings.md` from the same place. Knows nothing of what they set.
@NullMarked
package footlight.app.settings;

import org.jspecify.annotations.NullMarked;
