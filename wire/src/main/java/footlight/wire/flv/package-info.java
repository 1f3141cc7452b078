/// FLV files, tags and the heads of their bodies. Source: Adobe FLV and F4V 10.1, annex E.
@NullMarked
package footlight.wire.flv;

import org.jspecify.annotations.NullMarked;
