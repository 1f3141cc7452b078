package footlight.wire.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AmfTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00 3ff8000000000000 | Numeral[value=1.5]",
                "01 01 | Bool[value=true]",
                "02 0003 e282ac | Text[value=€]",
                "03 0001 61 05 0000 09 | Fields[fields={a=NULL}]",
                "03 0001 61 05 0000 | Fields[fields={a=NULL}]",
                "06 | UNDEFINED",
                "08 00000000 0001 61 0101 0000 09 | Fields[fields={a=Bool[value=true]}]",
                "08 ffffffff 0001 61 0100 0000 09 | Fields[fields={a=Bool[value=false]}]",
                "0a 00000002 05 0101 | Items[items=[NULL, Bool[value=true]]]",
                "0b 4059000000000000 0000 | Date[epochMs=100.0]",
                "0c 00000002 6869 | Text[value=hi]",
                "0f 00000002 3c2f | Xml[document=</]",
                "10 0001 43 0001 61 05 0000 09 | Fields[fields={a=NULL}]",
                "0a 00000002 03 0001 61 05 0000 09 07 0001 | Items[items=[Fields[fields={a=NULL}], Fields[fields={a=NULL}]]]",
                // avmplus: AMF3's integer, double, texts, date, arrays, objects with and without traits by reference
                "11 04 7f | Numeral[value=127.0]",
                "11 04 ffffffff | Numeral[value=-1.0]",
                "11 04 8100 | Numeral[value=128.0]",
                "11 05 3ff8000000000000 | Numeral[value=1.5]",
                "11 06 05 6869 | Text[value=hi]",
                "11 03 | Bool[value=true]",
                "11 08 01 4059000000000000 | Date[epochMs=100.0]",
                "11 09 05 01 02 03 | Items[items=[Bool[value=false], Bool[value=true]]]",
                "11 09 03 03 61 01 01 03 | Fields[fields={a=NULL, 0=Bool[value=true]}]",
                "11 0a 0b 01 03 61 06 03 62 01 | Fields[fields={a=Text[value=b]}]",
                "11 0a 13 01 03 61 06 00 | Fields[fields={a=Text[value=a]}]",
                "11 09 05 01 0a 13 01 03 61 03 0a 01 02 | Items[items=[Fields[fields={a=Bool[value=true]}], Fields[fields={a=Bool[value=false]}]]]",
                "11 0c 07 010203 | Bytes[count=3]",
            })
    void readsEachKindOfValue(String hex, String expected) {
        assertThat(read(hex)).hasToString(expected);
    }

    @Test
    void anyCutOfAMessageIsRefusedAndNothingElse() {
        byte[] whole = rich().array();
        int bytes = rich().remaining();
        for (int cut = 0; cut < bytes; cut++) {
            ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(whole, cut));
            Amf0Reader values = new Amf0Reader(in, AmfLimits.COMMAND);
            try {
                while (values.hasNext()) values.next();
            } catch (MalformedMedia expected) {
                assertThat(expected).hasMessageStartingWith("AMF: ");
            }
        }
    }

    @Test
    void readsWhatTheWriterWrites() {
        Amf0Reader values = new Amf0Reader(rich(), AmfLimits.COMMAND);
        AmfValue first = values.next();
        assertThat(new Amf0Reader(new Amf0Writer().value(first).written(), AmfLimits.COMMAND).next())
                .isEqualTo(first);
        assertThat(first.at("list"))
                .isEqualTo(new AmfValue.Items(
                        List.of(new AmfValue.Numeral(1), new AmfValue.Fields(Map.of("deep", new AmfValue.Date(5))))));
    }

    @Test
    void deepNestingIsRefused() {
        String object = "030001" + "61";
        assertThatThrownBy(() -> read(object.repeat(10_000)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("nested deeper than 16");
        assertThatThrownBy(() -> read("11" + "0903" + "01" + "090301".repeat(10_000)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("nested deeper than 16");
    }

    /// Each level holds the one before twice: thirty levels would be a thousand million values.
    @Test
    void referencesThatDoubleAreRefused() {
        StringBuilder bomb = new StringBuilder("0a00000020" + "0a00000004" + "05050505");
        for (int level = 1; level < 31; level++)
            bomb.append("0a00000002").append("07%04x".formatted(level).repeat(2));
        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("more than 2048 values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a ffffffff",
                "0a 7fffffff 05",
                "0c ffffffff",
                "0c 7fffffff 61",
                "0f 80000000",
                "02 ffff 61",
                "04",
                "0e",
                "12",
                "ff",
                "07 0000",
                "03 0001 61 07 0000 0000 09",
                "11 07 ff",
                "11 0a 07 03",
                "11 0a 7fffffff",
                "11 09 7ffffffe",
                "11 06 7ffffffe",
                "11 0a 0f 01",
                "11 0d",
                "11 11",
                "11 06 02",
                "11 0a 02",
                "11 0a 05",
                "11 0c ffffffff",
                "11 0a fffffff3 01"
            })
    void hostileValuesAreRefused(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(MalformedMedia.class);
    }

    /// What is no UTF-8 grows to three bytes when it is written, and a name's length has two.
    @Test
    void aNameThatCouldNotBeWrittenAgainIsRefused() {
        byte[] amf0 = new byte[3 + 1025 + 1 + 3];
        amf0[0] = 3;
        amf0[1] = 1025 >> 8;
        amf0[2] = (byte) 1025;
        Arrays.fill(amf0, 3, 3 + 1025, (byte) 0xFF);
        amf0[3 + 1025] = 5;
        amf0[amf0.length - 1] = 9;
        assertThatThrownBy(() -> new Amf0Reader(ByteBuffer.wrap(amf0), AmfLimits.COMMAND).next())
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("field name of 1025 letters");
        byte[] amf3 = new byte[5 + 1025 + 2];
        System.arraycopy(HexFormat.of().parseHex("0a0b019003"), 0, amf3, 0, 5);
        Arrays.fill(amf3, 5, 5 + 1025, (byte) 'a');
        amf3[5 + 1025] = 1;
        amf3[5 + 1026] = 1;
        assertThatThrownBy(() -> new Amf3Reader(ByteBuffer.wrap(amf3), AmfLimits.COMMAND).next())
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("field name of 1025 letters");
    }

    @Test
    void aLongRowOfSmallValuesIsRefused() {
        assertThatThrownBy(() -> read("0a00001000" + "05".repeat(0x1000)))
                .isInstanceOf(MalformedMedia.class)
                .hasMessageContaining("more than 2048 values");
    }

    private static ByteBuffer rich() {
        return new Amf0Writer()
                .object()
                .field("name")
                .text("Ünïcode")
                .field("on")
                .bool(true)
                .field("none")
                .nothing()
                .field("list")
                .strictArray(2)
                .number(1)
                .object()
                .field("deep")
                .date(5)
                .end()
                .end()
                .ecmaArray(1)
                .field("width")
                .number(1280)
                .end()
                .written();
    }

    private static AmfValue read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new Amf0Reader(ByteBuffer.wrap(bytes), AmfLimits.COMMAND).next();
    }
}
