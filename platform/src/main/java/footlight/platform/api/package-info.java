/// The REST API's skeleton: its document, the checks against it, and who is asking.
@NullMarked
package footlight.platform.api;

import org.jspecify.annotations.NullMarked;
