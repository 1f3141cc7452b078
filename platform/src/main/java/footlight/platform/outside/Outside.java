package footlight.platform.outside;

import footlight.platform.outside.OutsideAnswer.Answered;
import footlight.platform.outside.OutsideAnswer.Failed;
import footlight.platform.outside.OutsideAnswer.Header;
import footlight.platform.outside.OutsideAnswer.Refused;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The one HTTP client for addresses that strangers or operators name. It looks a name up once, refuses what is not
/// public (unless the operator allows it), and connects to the very address that it looked at; sends no cookie, uses no
/// proxy, follows a redirect only when asked, and then looks at it in the same way. Any virtual thread; blocks, for no
/// longer than the request says. Why not the JDK's: docs/decisions/0125-the-way-out.md.
public final class Outside {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /// Of one name: should the first be away, the next one may answer.
    private static final int ADDRESSES = 4;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Reach reach;
    private final Names names;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService timer;

    /// @param timer any loop that runs tasks later; nothing here blocks it
    public Outside(Reach reach, ScheduledExecutorService timer) {
        this(reach, new SystemNames(), (SSLSocketFactory) SSLSocketFactory.getDefault(), timer);
    }

    /// @param tls knows whom to trust
    public Outside(Reach reach, Names names, SSLSocketFactory tls, ScheduledExecutorService timer) {
        this.reach = reach;
        this.names = names;
        this.tls = tls;
        this.timer = timer;
    }

    /// Whether this could be asked, as far as can be told without looking its name up.
    public WebAddress.Read look(String address) {
        WebAddress.Read read = WebAddress.read(address);
        if (read instanceof WebAddress.Read.Good(WebAddress good)
                && good.literal()
                        .filter(literal -> !reach.includes(good.host(), literal))
                        .isPresent()) return new WebAddress.Read.Bad(notPublic());
        return read;
    }

    public OutsideAnswer send(OutsideRequest request) {
        Deadline deadline = new Deadline(System.nanoTime() + request.within().toNanos());
        return switch (look(request.address())) {
            case WebAddress.Read.Bad(Refused refusal) -> refusal;
            case WebAddress.Read.Good(WebAddress address) -> send(request, address, deadline);
        };
    }

    private OutsideAnswer send(OutsideRequest request, WebAddress first, Deadline deadline) {
        WebAddress address = first;
        OutsideRequest asked = request;
        for (int hop = 0; ; hop++) {
            OutsideAnswer answer = sendOnce(asked, address, deadline);
            if (request.redirects() == 0
                    || !request.method().equals("GET")
                    || !(answer instanceof Answered answered)
                    || !REDIRECTS.contains(answered.status())
                    || answered.header("location").isEmpty()) return answer;
            if (hop == request.redirects())
                return new Failed(Failed.Kind.REDIRECTED_TOO_OFTEN, "It sends on from one address to the next.");
            switch (address.follow(answered.header("location").get())) {
                case WebAddress.Read.Bad(Refused refusal) -> {
                    return refusal;
                }
                case WebAddress.Read.Good(WebAddress next) -> {
                    if (address.tls() && !next.tls())
                        return new Refused(Refused.Reason.SCHEME, "It sends on from https to http.");
                    if (!WebAddress.sameSite(address, next)) asked = withoutSecrets(asked);
                    address = next;
                }
            }
        }
    }

    private static OutsideRequest withoutSecrets(OutsideRequest request) {
        List<Header> harmless = request.headers().stream()
                .filter(header -> !header.name().equalsIgnoreCase("authorization"))
                .toList();
        return new OutsideRequest(
                request.method(),
                request.address(),
                harmless,
                request.body(),
                request.answerBytes(),
                request.within(),
                request.redirects());
    }

    private OutsideAnswer sendOnce(OutsideRequest request, WebAddress address, Deadline deadline) {
        List<InetAddress> permitted;
        try {
            List<InetAddress> found = address.literal().isPresent()
                    ? List.of(address.literal().get())
                    : names.of(address.host(), deadline.left());
            permitted = found.stream()
                    .filter(one -> reach.includes(address.host(), one))
                    .limit(ADDRESSES)
                    .toList();
        } catch (UnknownHostException nobody) {
            return new Failed(Failed.Kind.NAME_UNKNOWN, "No server has the name " + address.host() + ".");
        } catch (TimeoutException slow) {
            return new Failed(
                    Failed.Kind.TOO_SLOW, "The address of " + address.host() + " could not be found in time.");
        }
        if (permitted.isEmpty()) return notPublic();
        Failed last = tooSlow();
        for (InetAddress one : permitted) {
            if (deadline.over()) return tooSlow();
            try (Socket socket = new Socket(Proxy.NO_PROXY)) {
                if (connect(socket, one, address.port(), deadline)) return talk(socket, request, address, deadline);
                last = new Failed(Failed.Kind.NO_CONNECTION, "No server answers at " + address.hostField() + ".");
            } catch (IOException closing) {
                last = new Failed(Failed.Kind.NO_CONNECTION, "The connection could not be closed.");
            }
        }
        return deadline.over() ? tooSlow() : last;
    }

    /// False when nobody is there.
    private static boolean connect(Socket socket, InetAddress to, int port, Deadline deadline) {
        try {
            socket.setTcpNoDelay(true);
            int millis = (int) Math.min(CONNECT.toMillis(), deadline.left().toMillis() + 1);
            socket.connect(new InetSocketAddress(to, port), Math.max(1, millis));
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /// The socket is closed at the deadline and never a moment before it: whoever then finds it closed finds the
    /// deadline over, and says so.
    private OutsideAnswer talk(Socket socket, OutsideRequest request, WebAddress address, Deadline deadline) {
        ScheduledFuture<?> end =
                timer.schedule(() -> closeHard(socket), deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        try {
            Socket speaking = address.tls() ? secured(socket, address) : socket;
            OutputStream out = speaking.getOutputStream();
            out.write(written(request, address));
            out.flush();
            AnswerReader.Read read =
                    new AnswerReader(new BufferedInputStream(speaking.getInputStream()), request.answerBytes()).read();
            return new Answered(read.status(), read.headers(), read.body(), read.cut(), address.text());
        } catch (IOException failure) {
            return deadline.over() ? tooSlow() : failed(failure);
        } finally {
            end.cancel(false);
        }
    }

    private static Failed failed(IOException failure) {
        return switch (failure) {
            case SSLException untrusted ->
                new Failed(
                        Failed.Kind.TLS,
                        "The server's certificate is not good, or it speaks no TLS: " + words(untrusted) + ".");
            case AnswerReader.NotHttp garbage ->
                new Failed(Failed.Kind.NOT_HTTP, "The answer is not HTTP: " + garbage.getMessage() + ".");
            case SocketException broken ->
                new Failed(Failed.Kind.NO_CONNECTION, "The connection broke: " + words(broken) + ".");
            default -> new Failed(Failed.Kind.NO_CONNECTION, "The connection broke: " + words(failure) + ".");
        };
    }

    private static String words(IOException failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    /// Names the host to the server (SNI), and holds its certificate against it.
    private SSLSocket secured(Socket socket, WebAddress address) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, address.host(), address.port(), false);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (address.literal().isEmpty()) parameters.setServerNames(List.of(new SNIHostName(address.host())));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static byte[] written(OutsideRequest request, WebAddress address) {
        StringBuilder head = new StringBuilder()
                .append(request.method() + " " + address.target() + " HTTP/1.1\r\n")
                .append("host: " + address.hostField() + "\r\n")
                .append("user-agent: Footlight\r\naccept-encoding: identity\r\nconnection: close\r\n");
        if (request.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase("accept")))
            head.append("accept: */*\r\n");
        request.headers().forEach(header -> head.append(header.name() + ": " + header.value() + "\r\n"));
        if (!request.method().equals("GET"))
            head.append("content-length: " + request.body().length() + "\r\n");
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(request.body().getBytes());
        return bytes.toByteArray();
    }

    /// Ends whatever waits for it.
    private static void closeHard(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Then nobody waits for it any more.
        }
    }

    private static Refused notPublic() {
        return new Refused(
                Refused.Reason.PRIVATE,
                "The address is not of the public internet. Whoever runs this server can allow it by outgoing.private.");
    }

    private static Failed tooSlow() {
        return new Failed(Failed.Kind.TOO_SLOW, "There was no whole answer in time.");
    }

    private record Deadline(long atNanos) {
        Duration left() {
            return Duration.ofNanos(Math.max(1_000_000, atNanos - System.nanoTime()));
        }

        boolean over() {
            return atNanos - System.nanoTime() <= 0;
        }
    }
}
