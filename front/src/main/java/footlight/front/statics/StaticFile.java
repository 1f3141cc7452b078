package footlight.front.statics;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One file of the web app, held in memory in every coding it was built in.
///
/// @param encoded the smallest first; the last is the file as it is, with a null coding
record StaticFile(String mediaType, boolean immutable, List<Encoded> encoded) {

    /// @param coding `br`, `gzip` or null for none
    /// @param etag of these very bytes, quoted
    record Encoded(@Nullable String coding, String etag, Buffer body) {}

    StaticFile {
        encoded = List.copyOf(encoded);
    }

    boolean varies() {
        return encoded.size() > 1;
    }

    /// The smallest form that `acceptEncoding` takes. A client that refuses all gets the file as it is: it can do more
    /// with that than with a 406.
    Encoded best(@Nullable String acceptEncoding) {
        AcceptedCodings accepted = AcceptedCodings.read(acceptEncoding);
        Encoded best = encoded.getLast();
        double bestQ = 0;
        for (Encoded form : encoded) {
            // Ties go to the smaller form, which comes first; what is not said about plain bytes counts for little.
            double q = form.coding() == null ? accepted.identity() : accepted.of(form.coding());
            if (q > bestQ) {
                best = form;
                bestQ = q;
            }
        }
        return best;
    }
}
