package footlight.platform.outside;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/// What became of a request.
public sealed interface OutsideAnswer {
    /// Somebody answered, whatever the status.
    ///
    /// @param body at most as much of it as was asked for
    /// @param cut whether `body` is not all of it: there was more, or it ended too early
    /// @param address who answered, after redirects
    record Answered(int status, List<Header> headers, Buffer body, boolean cut, String address)
            implements OutsideAnswer {
        /// The first of this name.
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }
    }

    /// Nothing was sent: the address is none that may be asked.
    ///
    /// @param why a plain sentence that names no address inside the network
    record Refused(Reason reason, String why) implements OutsideAnswer {
        public enum Reason {
            MALFORMED,
            SCHEME,
            CREDENTIALS,
            PORT,
            /// Inside the operator's network, or of nobody.
            PRIVATE
        }
    }

    /// Nobody answered; whether what was sent arrived is not known.
    ///
    /// @param why a plain sentence
    record Failed(Kind kind, String why) implements OutsideAnswer {
        public enum Kind {
            NAME_UNKNOWN,
            NO_CONNECTION,
            TLS,
            TOO_SLOW,
            /// The answer is none of HTTP/1.
            NOT_HTTP,
            REDIRECTED_TOO_OFTEN
        }
    }

    /// One header field.
    record Header(String name, String value) {}
}
