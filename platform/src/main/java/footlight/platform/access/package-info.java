/// Who may do what on a channel: one table, asked by every deed.
@NullMarked
package footlight.platform.access;

import org.jspecify.annotations.NullMarked;
