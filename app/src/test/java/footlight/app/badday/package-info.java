/// Bad days: crowds, drops and abuse against a whole server, minutes each, asked for by `./footlight test --long`.
@NullMarked
package footlight.app.badday;

import org.jspecify.annotations.NullMarked;
