/// Programs that come with Footlight inside its jars and run as child processes: unpacked once per user into a cache
/// folder, never installed.
@NullMarked
package footlight.app.programs;

import org.jspecify.annotations.NullMarked;
