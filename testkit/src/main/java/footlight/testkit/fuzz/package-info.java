/// What fuzz targets are fed with, and how they run without a fuzzer: see docs/decisions/0010-fuzzing.md.
@NullMarked
package footlight.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
