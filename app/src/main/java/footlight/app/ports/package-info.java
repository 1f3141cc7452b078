/// Joins the ports of the engine and those of the platform, who never see each other.
@NullMarked
package footlight.app.ports;

import org.jspecify.annotations.NullMarked;
