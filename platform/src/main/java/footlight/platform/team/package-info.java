/// Who runs a channel together: members, their roles, and how more of them come.
@NullMarked
package footlight.platform.team;

import org.jspecify.annotations.NullMarked;
