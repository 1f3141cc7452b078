/// This machine as a bench sees it: programs, child processes, ports, processor time and memory read from `/proc`.
@NullMarked
package footlight.bench.host;

import org.jspecify.annotations.NullMarked;
