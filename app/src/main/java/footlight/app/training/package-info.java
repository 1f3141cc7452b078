/// The run that a start's AOT cache is made from.
@NullMarked
package footlight.app.training;

import org.jspecify.annotations.NullMarked;
