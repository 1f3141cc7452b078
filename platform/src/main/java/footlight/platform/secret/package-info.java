/// Keys, tokens and ids: how they are made, sealed and compared.
@NullMarked
package footlight.platform.secret;

import org.jspecify.annotations.NullMarked;
