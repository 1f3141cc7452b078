/// Who is measured: Footlight, the bare writer that is the limit, and peers; each started for a run and stopped
/// after it.
@NullMarked
package footlight.bench.subject;

import org.jspecify.annotations.NullMarked;
