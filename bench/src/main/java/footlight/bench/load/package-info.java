/// The load tools of `bench/tools` and the clip they send: built on demand, run, and their answers read.
@NullMarked
package footlight.bench.load;

import org.jspecify.annotations.NullMarked;
