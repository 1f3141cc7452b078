/// What is wrong with a server and the machine it runs on, and what to do about it.
@NullMarked
package footlight.app.health;

import org.jspecify.annotations.NullMarked;
