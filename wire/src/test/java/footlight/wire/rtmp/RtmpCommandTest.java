package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.MalformedMedia;
import footlight.wire.amf.Amf0Reader;
import footlight.wire.amf.Amf0Writer;
import footlight.wire.amf.AmfLimits;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class RtmpCommandTest {
    @Test
    void readsAConnect() {
        ByteBuffer body = new Amf0Writer()
                .text("connect")
                .number(1)
                .object()
                .field("app")
                .text("live")
                .field("type")
                .text("nonprivate")
                .field("tcUrl")
                .text("rtmp://example.org/live")
                .field("objectEncoding")
                .number(3)
                .end()
                .written();
        assertThat(read(body, MessageType.COMMAND_AMF0)).isInstanceOfSatisfying(RtmpCommand.Connect.class, connect -> {
            assertThat(connect.transaction()).isEqualTo(1);
            assertThat(connect.app()).isEqualTo("live");
            assertThat(connect.tcUrl()).isEqualTo("rtmp://example.org/live");
            assertThat(connect.objectEncoding()).isEqualTo(3);
        });
    }

    @Test
    void readsWhatAnEncoderAsksFor() {
        assertThat(read(named("releaseStream", 2, "k"))).isEqualTo(new RtmpCommand.ReleaseStream(2, "k"));
        assertThat(read(named("FCPublish", 3, "k"))).isEqualTo(new RtmpCommand.FcPublish(3, "k"));
        assertThat(read(named("FCUnpublish", 6, "k"))).isEqualTo(new RtmpCommand.FcUnpublish(6, "k"));
        assertThat(read(named("getStreamLength", 8, "k"))).isEqualTo(new RtmpCommand.GetStreamLength(8, "k"));
        assertThat(read(named("play", 9, "k"))).isEqualTo(new RtmpCommand.Play(9, "k"));
        assertThat(read(new Amf0Writer().text("createStream").number(4).nothing()))
                .isEqualTo(new RtmpCommand.CreateStream(4));
        assertThat(read(named("publish", 5, "key?a=b").text("live")))
                .isEqualTo(new RtmpCommand.Publish(5, "key?a=b", "live"));
        assertThat(read(new Amf0Writer()
                        .text("deleteStream")
                        .number(7)
                        .nothing()
                        .number(1)))
                .isEqualTo(new RtmpCommand.DeleteStream(7, 1));
        assertThat(read(new Amf0Writer().text("closeStream").number(0).nothing()))
                .isEqualTo(new RtmpCommand.CloseStream(0));
        assertThat(read(new Amf0Writer().text("_checkbw").number(9).nothing())).isInstanceOf(RtmpCommand.Other.class);
    }

    /// A zero byte, then AMF0; here with one value that is marked as AMF3.
    @Test
    void readsCommandsOfAmf3() {
        byte[] body = HexFormat.of()
                .parseHex("00" + "020007" + "7075626c697368" + "00" + "4014000000000000" + "05" + "11" + "0605" + "6b31"
                        + "020004" + "6c697665");
        assertThat(read(ByteBuffer.wrap(body), MessageType.COMMAND_AMF3))
                .isEqualTo(new RtmpCommand.Publish(5, "k1", "live"));
    }

    @Test
    void neverShowsAKey() {
        for (String name : new String[] {"publish", "releaseStream", "FCPublish", "FCUnpublish"})
            assertThat(read(named(name, 1, "sk_secret")).toString()).doesNotContain("secret");
        ByteBuffer connect = new Amf0Writer()
                .text("connect")
                .number(1)
                .object()
                .field("app")
                .text("live/sk_secret")
                .end()
                .written();
        assertThat(read(connect, MessageType.COMMAND_AMF0).toString()).doesNotContain("secret");
    }

    @Test
    void refusesWhatHasNoName() {
        assertThatThrownBy(() -> read(ByteBuffer.allocate(0), MessageType.COMMAND_AMF0))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("without a name");
        assertThatThrownBy(() -> read(new Amf0Writer().number(1))).isInstanceOf(MalformedMedia.class);
    }

    @Test
    void writesAnswersThatCanBeRead() {
        ByteBuffer[] answers = {
            RtmpReply.connected(1, 0),
            RtmpReply.done(2),
            RtmpReply.number(4, 1),
            RtmpReply.error(1, "NetConnection.Connect.Rejected", "no"),
            RtmpReply.status("error", "NetStream.Publish.BadName", "no"),
            RtmpReply.flash("onFCPublish", "NetStream.Publish.Start", "yes"),
            RtmpReply.sampleAccess()
        };
        StringBuilder dump = new StringBuilder();
        for (ByteBuffer answer : answers) {
            Amf0Reader values = new Amf0Reader(answer, AmfLimits.COMMAND);
            while (values.hasNext()) dump.append(values.next()).append('\n');
        }
        footlight.testkit.GoldenDump.assertMatches(RtmpCommandTest.class, "replies.txt", dump.toString());
    }

    private static Amf0Writer named(String command, double transaction, String name) {
        return new Amf0Writer().text(command).number(transaction).nothing().text(name);
    }

    private static RtmpCommand read(Amf0Writer body) {
        return read(body.written(), MessageType.COMMAND_AMF0);
    }

    private static RtmpCommand read(ByteBuffer body, int type) {
        return RtmpCommand.read(body, type, AmfLimits.COMMAND);
    }
}
