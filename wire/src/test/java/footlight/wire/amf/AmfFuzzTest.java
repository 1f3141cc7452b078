package footlight.wire.amf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import footlight.testkit.fuzz.Kept;
import footlight.wire.Reading;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/// What is read is bounded, references counted for what they stand for; and written, it is read again.
@Tag("on-demand")
final class AmfFuzzTest {
    private static final AmfLimits LIMITS = AmfLimits.COMMAND;
    private static final AmfLimits WIDE = new AmfLimits(LIMITS.depth(), LIMITS.values(), 1 << 20);
    private static final int TEXT_AT_MOST = 1 << 18;

    @Kept
    @FuzzTest(maxDuration = "10m")
    void amf0(byte[] input) {
        Amf0Reader reader = new Amf0Reader(ByteBuffer.wrap(input), LIMITS);
        List<AmfValue> values = new ArrayList<>();
        Reading.tolerated(() -> {
            while (reader.hasNext()) values.add(reader.next());
        });
        judge(values);
    }

    @Kept
    @FuzzTest(maxDuration = "10m")
    void amf3(byte[] input) {
        Amf3Reader reader = new Amf3Reader(ByteBuffer.wrap(input), LIMITS);
        List<AmfValue> values = new ArrayList<>();
        Reading.tolerated(() -> {
            while (reader.hasNext()) values.add(reader.next());
        });
        judge(values);
    }

    private static void judge(List<AmfValue> values) {
        long[] counted = new long[2];
        for (AmfValue value : values) count(value, 0, counted);
        assertThat(counted[0]).isLessThanOrEqualTo(LIMITS.values());
        // A text is shared by all that refer to it; written out, it would be many.
        if (counted[1] > TEXT_AT_MOST) return;
        for (AmfValue value : values) {
            ByteBuffer written = new Amf0Writer().value(value).written();
            Amf0Reader again = new Amf0Reader(written, WIDE);
            assertThat(again.next()).isEqualTo(inAmf0(value));
            assertThat(again.hasNext()).isFalse();
        }
    }

    private static void count(AmfValue value, int depth, long[] counted) {
        assertThat(depth).isLessThanOrEqualTo(LIMITS.depth());
        counted[0]++;
        switch (value) {
            case AmfValue.Fields(Map<String, AmfValue> fields) ->
                fields.forEach((name, field) -> {
                    counted[1] += name.length();
                    count(field, depth + 1, counted);
                });
            case AmfValue.Items(List<AmfValue> items) -> items.forEach(item -> count(item, depth + 1, counted));
            case AmfValue.Text(String text) -> counted[1] += text.length();
            case AmfValue.Xml(String document) -> counted[1] += document.length();
            case AmfValue.Bytes(int bytes) -> assertThat(bytes).isNotNegative();
            case AmfValue.Numeral _, AmfValue.Bool _, AmfValue.Date _, AmfValue.Nothing _ -> {}
        }
    }

    /// What AMF0 can say of it.
    private static AmfValue inAmf0(AmfValue value) {
        return switch (value) {
            case AmfValue.Xml(String document) -> new AmfValue.Text(document);
            case AmfValue.Bytes _ -> AmfValue.Nothing.UNDEFINED;
            case AmfValue.Items(List<AmfValue> items) ->
                new AmfValue.Items(items.stream().map(AmfFuzzTest::inAmf0).toList());
            case AmfValue.Fields(Map<String, AmfValue> fields) -> {
                Map<String, AmfValue> inAmf0 = new LinkedHashMap<>();
                fields.forEach((name, field) -> inAmf0.put(name, inAmf0(field)));
                yield new AmfValue.Fields(inAmf0);
            }
            case AmfValue.Numeral _, AmfValue.Bool _, AmfValue.Text _, AmfValue.Date _, AmfValue.Nothing _ -> value;
        };
    }
}
