package footlight.wire.rtmp;

import footlight.testkit.Mutations;
import footlight.wire.amf.Amf0Writer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Hurts good inputs a few thousand times; `-Dfuzz.seconds=600` for a long run of each.
final class MutationTest {
    @Test
    void chunks() {
        Mutations.judge(ChunkReaderTest.sessions().toList(), 3000, Judges::chunks);
    }

    @Test
    void handshake() {
        byte[] client = new byte[1 + 2 * 1536];
        new Random(1).nextBytes(client);
        client[0] = 3;
        Mutations.judge(List.of(client), 300, Judges::handshake);
    }

    @Test
    void commands() {
        Mutations.judge(commandSeeds(), 10_000, Judges::commands);
    }

    @Test
    void flv() throws IOException {
        try (InputStream in = MutationTest.class.getResourceAsStream("/samples/short.flv")) {
            Mutations.judge(List.of(Objects.requireNonNull(in).readAllBytes()), 2000, Judges::flv);
        }
    }

    @Test
    void codecs() {
        Mutations.judge(
                List.of(
                        hex("67640028acd9405a0227e5c39b810100a0000003002000000641e30632c0"),
                        hex("677a001ebcd940a02ff9f011000003000100000300320f162d96"),
                        hex("0142c01fffe100176742c01fd9005005bb011000003e90000ea600f183248001000468cb83cb"),
                        hex("130856e59d4880"),
                        hex("eb098800")),
                20_000,
                Judges::codecs);
    }

    static List<byte[]> commandSeeds() {
        return List.of(
                hex("0200077075626c69736800401400000000000005110605" + "6b31" + "0200046c697665"),
                hex("0a0000000203000161050000090700011109050113010361060311" + "0a13010361060308014059000000000000"
                        + "0c07010203"),
                bytes(new Amf0Writer()
                        .text("connect")
                        .number(1)
                        .object()
                        .field("app")
                        .text("live")
                        .field("caps")
                        .ecmaArray(1)
                        .field("a")
                        .bool(true)
                        .end()
                        .field("list")
                        .strictArray(2)
                        .number(1)
                        .date(2)
                        .end()));
    }

    private static byte[] bytes(Amf0Writer writer) {
        ByteBuffer written = writer.written();
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
