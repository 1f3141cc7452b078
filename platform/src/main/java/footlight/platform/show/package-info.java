/// Shows: planning them, their encoder, their life from draft to ended.
@NullMarked
package footlight.platform.show;

import org.jspecify.annotations.NullMarked;
