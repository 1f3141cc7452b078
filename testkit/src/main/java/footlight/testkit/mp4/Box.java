package footlight.testkit.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One box: where it begins in the bytes that were read, how long its head is, and what it holds.
public record Box(String type, int at, int headBytes, ByteBuffer content) {
    private static final int VISUAL_ENTRY_BYTES = 78;
    private static final int AUDIO_ENTRY_BYTES = 28;

    /// Boxes that hold boxes, and the bytes of their own before them.
    private static final Map<String, Integer> PARENTS = Map.ofEntries(
            Map.entry("moov", 0),
            Map.entry("trak", 0),
            Map.entry("edts", 0),
            Map.entry("mdia", 0),
            Map.entry("minf", 0),
            Map.entry("dinf", 0),
            Map.entry("stbl", 0),
            Map.entry("mvex", 0),
            Map.entry("moof", 0),
            Map.entry("traf", 0),
            Map.entry("dref", 8),
            Map.entry("stsd", 8),
            Map.entry("avc1", VISUAL_ENTRY_BYTES),
            Map.entry("hvc1", VISUAL_ENTRY_BYTES),
            Map.entry("hev1", VISUAL_ENTRY_BYTES),
            Map.entry("av01", VISUAL_ENTRY_BYTES),
            Map.entry("vp09", VISUAL_ENTRY_BYTES),
            Map.entry("mp4a", AUDIO_ENTRY_BYTES),
            Map.entry("Opus", AUDIO_ENTRY_BYTES),
            Map.entry("fLaC", AUDIO_ENTRY_BYTES),
            Map.entry("ac-3", AUDIO_ENTRY_BYTES),
            Map.entry("ec-3", AUDIO_ENTRY_BYTES));

    /// The boxes that fill `bytes` to its last byte.
    public static List<Box> read(ByteBuffer bytes) {
        return read(bytes.slice(), 0);
    }

    private static List<Box> read(ByteBuffer in, int base) {
        List<Box> boxes = new ArrayList<>();
        for (int at = 0; at < in.limit(); ) {
            if (in.limit() - at < 8) throw new AssertionError("a box ends inside of its head at " + (base + at));
            long size = in.getInt(at) & 0xFFFFFFFFL;
            byte[] name = new byte[4];
            in.get(at + 4, name);
            String type = new String(name, ISO_8859_1);
            int head = 8;
            if (size == 1) {
                size = in.getLong(at + 8);
                head = 16;
            }
            if (size < head || size > in.limit() - at)
                throw new AssertionError("box " + type + " of " + size + " bytes at " + (base + at) + ", "
                        + (in.limit() - at) + " are left");
            boxes.add(new Box(type, base + at, head, in.slice(at + head, (int) size - head)));
            at += (int) size;
        }
        return boxes;
    }

    public int bytes() {
        return headBytes + content.remaining();
    }

    public List<Box> children() {
        Integer own = PARENTS.get(type);
        if (own == null) return List.of();
        return read(content.slice(own, content.remaining() - own), at + headBytes + own);
    }

    public Stream<Box> children(String wanted) {
        return children().stream().filter(box -> box.type.equals(wanted));
    }

    /// The only child of that name, along the names.
    public Box child(String... path) {
        Box box = this;
        for (String name : path) box = only(box.children(name).toList(), name);
        return box;
    }

    /// The only one of that name.
    public static Box only(List<Box> boxes, String type) {
        List<Box> found = boxes.stream().filter(box -> box.type.equals(type)).toList();
        if (found.size() != 1)
            throw new AssertionError(found.size() + " boxes " + type + ", expected one, among "
                    + boxes.stream().map(Box::type).toList());
        return found.getFirst();
    }

    /// The tree, a line a box: what a parent holds before its children, and leaves, in hex; of media data
    /// nothing.
    public static String dump(List<Box> boxes) {
        var lines = new StringBuilder();
        dump(boxes, "", lines);
        return lines.toString();
    }

    private static void dump(List<Box> boxes, String indent, StringBuilder lines) {
        for (Box box : boxes) {
            Integer own = PARENTS.get(box.type);
            byte[] bytes = new byte[own == null ? box.content.remaining() : own];
            box.content.get(0, bytes);
            lines.append(indent).append(box.type).append(' ').append(box.bytes());
            if (bytes.length > 0 && !box.type.equals("mdat"))
                lines.append(' ').append(HexFormat.of().formatHex(bytes));
            lines.append('\n');
            if (own != null) dump(box.children(), indent + "  ", lines);
        }
    }
}
