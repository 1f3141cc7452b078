package footlight.front;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.front.guard.Limits;
import footlight.front.tls.ReloadingCertificate;
import footlight.testkit.SelfSigned;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP/2 frames written by hand, since no proper client misbehaves like this. Source: RFC 9113.
class Http2LimitsTest {
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    /// HPACK: `:method GET`, `:scheme https`, `:path /`, and `:authority x` as a literal that is not indexed.
    private static final byte[] GET = {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x01, 1, 'x'};

    private final Loops loops = Loops.open(1);
    private final Front front;

    Http2LimitsTest(@TempDir Path files) throws Exception {
        SelfSigned.ec(1).writeTo(files.resolve("cert.pem"), files.resolve("key.pem"));
        ReloadingCertificate certificate =
                ReloadingCertificate.open(files.resolve("cert.pem"), files.resolve("key.pem"), InstantSource.system());
        Limits limits = Limits.defaults().with(new Limits.Http2(10, 4_096, 50, Duration.ofSeconds(30)));
        front = Front.open(
                loops,
                FrontSettings.local().withHttpsPort(0).withLimits(limits),
                certificate,
                List.of(router -> router.get("/").handler(_ -> {
                    // Never answered: the stream stays open.
                })));
    }

    @AfterEach
    void close() {
        front.close();
        loops.close();
    }

    private record Frame(int type, int stream, Buffer body) {
        int errorCode() {
            return body.getInt(type == GOAWAY ? 4 : 0);
        }
    }

    private final class Client implements AutoCloseable {
        private final SSLSocket socket;
        private final DataInputStream in;

        Client() throws Exception {
            socket =
                    (SSLSocket) RawClient.trustingAll().getSocketFactory().createSocket("127.0.0.1", front.httpsPort());
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            say(SETTINGS, 0, 0, new byte[0]);
        }

        void say(int type, int flags, int stream, byte[] body) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes(new byte[] {(byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length});
            frame.write(type);
            frame.write(flags);
            frame.writeBytes(new byte[] {0, 0, (byte) (stream >> 8), (byte) stream});
            frame.writeBytes(body);
            socket.getOutputStream().write(frame.toByteArray());
        }

        /// The next frame of this type; frames of others are passed over.
        Frame next(int type) throws IOException {
            while (true) {
                int bodyBytes = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int kind = in.readUnsignedByte();
                in.readUnsignedByte();
                int stream = in.readInt();
                Buffer body = Buffer.buffer(in.readNBytes(bodyBytes));
                if (kind == type) return new Frame(kind, stream, body);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void streamsBeyondTheLimitAreRefused() throws Exception {
        try (Client client = new Client()) {
            client.next(SETTINGS);
            for (int i = 0; i < 11; i++) client.say(HEADERS, END_STREAM | END_HEADERS, 1 + 2 * i, GET);
            Frame refused = client.next(RST_STREAM);
            assertThat(refused.stream()).isEqualTo(21);
            assertThat(refused.errorCode()).as("REFUSED_STREAM").isEqualTo(7);
        }
    }

    @Test
    void streamsOpenedAndTakenBackAtOnceEndTheConnection() throws Exception {
        try (Client client = new Client()) {
            client.next(SETTINGS);
            try {
                for (int i = 0; i < 300; i++) {
                    client.say(HEADERS, END_STREAM | END_HEADERS, 1 + 2 * i, GET);
                    client.say(RST_STREAM, 0, 1 + 2 * i, new byte[] {0, 0, 0, 8});
                }
            } catch (IOException e) {
                // Closed before all was said.
            }
            assertThat(client.next(GOAWAY).errorCode()).as("ENHANCE_YOUR_CALM").isEqualTo(11);
        }
    }

    @Test
    void tooManyHeadersNeverReachARoute() throws Exception {
        try (Client client = new Client()) {
            client.next(SETTINGS);
            ByteArrayOutputStream headers = new ByteArrayOutputStream();
            headers.writeBytes(GET);
            for (int i = 0; i < 60; i++) {
                headers.writeBytes(new byte[] {0x00, 1, 'a', 100});
                headers.writeBytes("b".repeat(100).getBytes(StandardCharsets.US_ASCII));
            }
            client.say(HEADERS, END_STREAM | END_HEADERS, 1, headers.toByteArray());
            Frame answer = client.next(HEADERS);
            // ":status 431" is not in the static table: a literal with the indexed name.
            assertThat(answer.body().toString("ISO-8859-1")).contains("431");
        } catch (java.io.EOFException e) {
            // Closed is as good.
        }
    }

    @Test
    void endlessContinuationsEndTheConnection() throws Exception {
        try (Client client = new Client()) {
            client.next(SETTINGS);
            client.say(HEADERS, END_STREAM, 1, GET);
            byte[] piece = new byte[4_000];
            int said = 0;
            try {
                for (; said < 5_000; said++) client.say(CONTINUATION, 0, 1, piece);
            } catch (IOException e) {
                // Cut off, as wished.
            }
            assertThat(said).isLessThan(5_000);
        }
    }

    @Test
    void framesOutOfPlaceEndTheConnectionWithTheirCode() throws Exception {
        try (Client client = new Client()) {
            client.next(SETTINGS);
            client.say(PING, 0, 5, new byte[8]);
            assertThat(client.next(GOAWAY).errorCode()).as("PROTOCOL_ERROR").isEqualTo(1);
        }
        try (Client client = new Client()) {
            client.next(SETTINGS);
            client.say(
                    HEADERS, END_STREAM | END_HEADERS, 1, new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF
                    });
            assertThat(client.next(GOAWAY).errorCode()).as("COMPRESSION_ERROR").isEqualTo(9);
        }
    }
}
