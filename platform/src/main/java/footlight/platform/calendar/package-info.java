/// Shows as calendar files that people's calendars read and subscribe to.
@NullMarked
package footlight.platform.calendar;

import org.jspecify.annotations.NullMarked;
