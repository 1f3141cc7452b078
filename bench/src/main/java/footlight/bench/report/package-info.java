/// What a bench found, as rows, and the forms they are shown in: JSON lines, a table, a page's marked section.
@NullMarked
package footlight.bench.report;

import org.jspecify.annotations.NullMarked;
