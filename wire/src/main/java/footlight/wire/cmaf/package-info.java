/// Fragmented MP4 as CMAF and HLS want it: the init segment that tells the tracks, and the heads of fragments whose
/// samples follow untouched. Sources: ISO/IEC 14496-12 (ISO base media file format), ISO/IEC 23000-19 (CMAF), the
/// carriage texts of each codec.
@NullMarked
package footlight.wire.cmaf;

import org.jspecify.annotations.NullMarked;
