/// Mail to people: letters, and the box that nothing is lost from.
@NullMarked
package footlight.platform.mail;

import org.jspecify.annotations.NullMarked;
