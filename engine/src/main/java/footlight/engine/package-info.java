/// The ways in and out of the hub, a package for each protocol. What the engine must ask of the
/// house it stands in ([PublishGate], [PlayGate]) and tells it ([StreamEvents]) is declared here.
@NullMarked
package footlight.engine;

import org.jspecify.annotations.NullMarked;
