/// The web app's files, served from the classpath.
@NullMarked
package footlight.front.statics;

import org.jspecify.annotations.NullMarked;
