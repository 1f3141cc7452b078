package footlight.wire.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import footlight.wire.amf.AmfLimits;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;

@Tag("on-demand")
final class CommandFuzzTest {
    private static final int KNOWN_CODECS_AT_MOST = 3 * 64;

    /// A command is read or refused; what may stand in a log tells no key.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void commands(byte[] input) {
        for (int type : new int[] {MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3})
            Reading.tolerated(() -> RtmpCommand.read(ByteBuffer.wrap(input), type, AmfLimits.COMMAND))
                    .ifPresent(CommandFuzzTest::command);
    }

    private static void command(RtmpCommand command) {
        switch (command) {
            case RtmpCommand.Connect connect -> connect(connect);
            case RtmpCommand.Publish(double _, String name, String kind) ->
                assertThat(hidden(command.toString(), name) || kind.contains(name))
                        .isTrue();
            case RtmpCommand.ReleaseStream(double _, String name) ->
                assertThat(hidden(command.toString(), name)).isTrue();
            case RtmpCommand.FcPublish(double _, String name) ->
                assertThat(hidden(command.toString(), name)).isTrue();
            case RtmpCommand.FcUnpublish(double _, String name) ->
                assertThat(hidden(command.toString(), name)).isTrue();
            case RtmpCommand.CreateStream _,
                    RtmpCommand.Play _,
                    RtmpCommand.GetStreamLength _,
                    RtmpCommand.DeleteStream _,
                    RtmpCommand.CloseStream _,
                    RtmpCommand.Other _ -> {}
        }
    }

    /// A key is longer than any word in the line.
    private static boolean hidden(String line, String name) {
        return name.length() < 16 || !line.contains(name);
    }

    private static void connect(RtmpCommand.Connect connect) {
        assertThat(connect.objectEncoding()).isIn(0, 3);
        assertThat(hidden(connect.toString(), connect.app())).isTrue();
        Enhancements told = Enhancements.read(connect.facts());
        assertThat(told.codecs()).hasSizeLessThanOrEqualTo(KNOWN_CODECS_AT_MOST);
        assertThat(told.codecs()).allMatch(codec -> codec.length() <= 4 && told.mayKnow(codec));
    }

    /// The parts of an aggregate lie in it one after the other, and the first has the aggregate's time.
    @Kept
    @FuzzTest(maxDuration = "10m")
    void aggregates(byte[] input) {
        ByteBuffer body = Reading.amidst(input);
        int[] end = {body.position()};
        boolean[] first = {true};
        Reading.tolerated(() -> Aggregate.split(body, 77, (type, timestampMs, at, bytes) -> {
            assertThat(type).isBetween(0, 255);
            assertThat(timestampMs).isBetween(0L, 0xFFFFFFFFL);
            if (first[0]) assertThat(timestampMs).isEqualTo(77);
            first[0] = false;
            assertThat(at).isGreaterThanOrEqualTo(end[0] + 11);
            assertThat(bytes).isNotNegative();
            assertThat(at + bytes).isLessThanOrEqualTo(body.limit());
            end[0] = at + bytes;
        }));
    }
}
