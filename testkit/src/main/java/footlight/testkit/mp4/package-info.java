/// Reads MP4 for tests, by the text of ISO/IEC 14496-12 and with nothing of what writes it. What is wrong in the bytes
/// ends as an `AssertionError` that says where.
@NullMarked
package footlight.testkit.mp4;

import org.jspecify.annotations.NullMarked;
