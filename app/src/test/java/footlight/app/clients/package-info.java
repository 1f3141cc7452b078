/// The client matrix: programs that people use, against a whole server. See `docs/decisions/0053-client-matrix.md`.
@NullMarked
package footlight.app.clients;

import org.jspecify.annotations.NullMarked;
