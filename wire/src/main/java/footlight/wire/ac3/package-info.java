/// AC-3 and E-AC-3 sync frames, which tell all about themselves. Source: ETSI TS 102 366 1.4.1.
@NullMarked
package footlight.wire.ac3;

import org.jspecify.annotations.NullMarked;
