package footlight.platform.outside;

import footlight.platform.outside.OutsideAnswer.Header;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one answer of HTTP/1.1 from a connection that is not used again. Whatever comes, it holds no more than a head
/// of 32 kB and as much of the body as is wanted. Source: RFC 9112.
final class AnswerReader {
    private static final int HEAD_BYTES = 32 * 1024;
    private static final int INTERIM = 8;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \\t]*(?:;.*)?");

    private final InputStream in;
    private final int bodyBytes;
    private int headBytes;

    AnswerReader(InputStream in, int bodyBytes) {
        this.in = in;
        this.bodyBytes = bodyBytes;
    }

    /// It is not HTTP/1, or too much of it.
    static final class NotHttp extends IOException {
        private static final long serialVersionUID = 1L;

        NotHttp(String message) {
            super(message);
        }
    }

    /// An answer without where it is from.
    record Read(int status, List<Header> headers, Buffer body, boolean cut) {
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }
    }

    /// @throws NotHttp when it is none, or ends before the body begins
    Read read() throws IOException {
        try {
            for (int i = 0; i < INTERIM; i++) {
                int status = status();
                List<Header> headers = headers();
                if (status == 101) throw new NotHttp("it speaks another protocol");
                if (status >= 200) return withBody(status, headers);
            }
            throw new NotHttp("it never comes to its answer");
        } catch (EOFException early) {
            throw new NotHttp("it ended in the middle");
        }
    }

    private int status() throws IOException {
        Matcher line = STATUS.matcher(line());
        if (!line.matches()) throw new NotHttp("it does not begin like HTTP");
        return Integer.parseInt(line.group(1));
    }

    private List<Header> headers() throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) throw new NotHttp("it has a header that is none");
            headers.add(new Header(field.group(1), field.group(2)));
        }
        return List.copyOf(headers);
    }

    private Read withBody(int status, List<Header> headers) throws IOException {
        if (status == 204 || status == 304) return new Read(status, headers, Buffer.buffer(), false);
        Body body = new Body();
        Optional<String> coding = single(headers, "transfer-encoding");
        Optional<String> length = single(headers, "content-length");
        try {
            if (coding.isPresent()) {
                if (!coding.get().equalsIgnoreCase("chunked")) throw new NotHttp("it is coded in an unknown way");
                chunks(body);
            } else if (length.isPresent()) {
                if (!length.get().matches("[0-9]{1,18}")) throw new NotHttp("its length is no number");
                body.take(Long.parseLong(length.get()));
            } else body.takeAll();
        } catch (EOFException early) {
            body.cut = true;
        }
        return new Read(status, headers, Buffer.buffer(body.bytes.toByteArray()), body.cut);
    }

    /// @throws NotHttp when it is there more than once and not always the same
    private static Optional<String> single(List<Header> headers, String name) throws NotHttp {
        List<String> values = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .distinct()
                .toList();
        if (values.size() > 1) throw new NotHttp("it contradicts itself");
        return values.stream().findFirst();
    }

    private void chunks(Body body) throws IOException {
        while (!body.cut) {
            headBytes = 0;
            Matcher size = CHUNK.matcher(line());
            if (!size.matches()) throw new NotHttp("a chunk has no size");
            long bytes = Long.parseLong(size.group(1), 16);
            if (bytes == 0) return;
            body.take(bytes);
            if (!body.cut && !line().isEmpty()) throw new NotHttp("a chunk is longer than it says");
        }
    }

    /// Up to CR LF or LF, without it.
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) throw new EOFException();
            if (++headBytes > HEAD_BYTES) throw new NotHttp("its head has no end");
            if (next == '\n') break;
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// What is read of the body.
    private final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean cut;

        /// @throws EOFException when there are fewer
        void take(long wanted) throws IOException {
            long left = Math.min(wanted, bodyBytes - bytes.size());
            if (left < wanted) cut = true;
            byte[] some = new byte[8 * 1024];
            while (left > 0) {
                int read = in.read(some, 0, (int) Math.min(some.length, left));
                if (read < 0) throw new EOFException();
                bytes.write(some, 0, read);
                left -= read;
            }
        }

        void takeAll() throws IOException {
            try {
                take(Long.MAX_VALUE);
                cut = in.read() >= 0;
            } catch (EOFException end) {
                cut = false;
            }
        }
    }
}
