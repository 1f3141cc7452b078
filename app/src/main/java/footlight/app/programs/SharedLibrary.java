package footlight.app.programs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A 64-bit little-endian ELF shared library on disk, as far as needed to make it forget libraries it was linked with.
/// Functions of a forgotten library are looked up at their first call (lazy binding): never called, never missed.
///
/// The bundled libavdevice names the sound server's and the display's libraries, which a plain server has not, and
/// the program would not even start without them. Source: System V gABI, "Dynamic Section"; LSB 5.0, 10.7 "Symbol
/// Version Tables".
final class SharedLibrary {
    private static final int TABLE_OFFSET_AT = 32;
    private static final int TABLE_ENTRY_BYTES_AT = 54;
    private static final int TABLE_ENTRIES_AT = 56;
    private static final int LOADED = 1;
    private static final int DYNAMIC = 2;
    private static final int DT_NULL = 0;
    private static final int DT_NEEDED = 1;
    private static final int DT_STRTAB = 5;
    private static final int DT_VERNEED = 0x6ffffffe;
    private static final int DYNAMIC_ENTRY_BYTES = 16;

    private final Path file;
    private final byte[] bytes;
    private final ByteBuffer image;

    private SharedLibrary(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @throws IOException when `file` is no such library
    static SharedLibrary of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean elf64LittleEndian =
                bytes.length > 64 && Arrays.equals(Arrays.copyOf(bytes, 6), new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        if (!elf64LittleEndian) throw new IOException(file + " is no 64-bit little-endian ELF library");
        return new SharedLibrary(file, bytes);
    }

    /// Rewrites the file so that it needs none of `libraries`, nor any version of their symbols.
    void forget(List<String> libraries) throws IOException {
        int dynamic = dynamicSection();
        int names = fileOffset(dynamicValue(dynamic, DT_STRTAB));
        long kept = firstNeeded(dynamic, names, libraries);
        for (int at = dynamic; image.getLong(at) != DT_NULL; at += DYNAMIC_ENTRY_BYTES) {
            // To need one library twice is the same as needing it once.
            if (image.getLong(at) == DT_NEEDED && libraries.contains(name(names, image.getLong(at + 8))))
                image.putLong(at + 8, kept);
        }
        forgetVersions(fileOffset(dynamicValue(dynamic, DT_VERNEED)), names, libraries);
        Files.write(file, bytes);
    }

    /// The libraries it needs, in order.
    List<String> needs() throws IOException {
        int dynamic = dynamicSection();
        int names = fileOffset(dynamicValue(dynamic, DT_STRTAB));
        List<String> needed = new ArrayList<>();
        for (int at = dynamic; image.getLong(at) != DT_NULL; at += DYNAMIC_ENTRY_BYTES) {
            if (image.getLong(at) == DT_NEEDED) needed.add(name(names, image.getLong(at + 8)));
        }
        return needed;
    }

    /// Entries are a chain: vn_file at 4, vn_next at 12. One is forgotten by letting the entry before it pass it over.
    private void forgetVersions(int first, int names, List<String> libraries) throws IOException {
        int kept = first;
        if (libraries.contains(name(names, image.getInt(first + 4))))
            throw new IOException(file + ": the first entry of its version table cannot be passed over");
        for (int at = first; image.getInt(at + 12) != 0; ) {
            at += image.getInt(at + 12);
            boolean last = image.getInt(at + 12) == 0;
            if (!libraries.contains(name(names, image.getInt(at + 4)))) kept = at;
            else image.putInt(kept + 12, last ? 0 : at + image.getInt(at + 12) - kept);
        }
    }

    private long firstNeeded(int dynamic, int names, List<String> libraries) throws IOException {
        for (int at = dynamic; image.getLong(at) != DT_NULL; at += DYNAMIC_ENTRY_BYTES) {
            if (image.getLong(at) == DT_NEEDED && !libraries.contains(name(names, image.getLong(at + 8))))
                return image.getLong(at + 8);
        }
        throw new IOException(file + " needs no other library");
    }

    private long dynamicValue(int dynamic, long tag) throws IOException {
        for (int at = dynamic; image.getLong(at) != DT_NULL; at += DYNAMIC_ENTRY_BYTES) {
            if (image.getLong(at) == tag) return image.getLong(at + 8);
        }
        throw new IOException(file + " has no dynamic entry " + tag);
    }

    private int dynamicSection() throws IOException {
        for (int i = 0; i < segments(); i++) {
            if (image.getInt(segment(i)) == DYNAMIC) return (int) image.getLong(segment(i) + 8);
        }
        throw new IOException(file + " has no dynamic section");
    }

    /// Where in the file the byte lies that is loaded at `address`.
    private int fileOffset(long address) throws IOException {
        for (int i = 0; i < segments(); i++) {
            long start = image.getLong(segment(i) + 16);
            boolean holds = image.getInt(segment(i)) == LOADED
                    && address >= start
                    && address < start + image.getLong(segment(i) + 32);
            if (holds) return (int) (address - start + image.getLong(segment(i) + 8));
        }
        throw new IOException(file + " loads nothing at " + address);
    }

    private int segments() {
        return image.getShort(TABLE_ENTRIES_AT) & 0xFFFF;
    }

    private int segment(int index) {
        return (int) image.getLong(TABLE_OFFSET_AT) + index * (image.getShort(TABLE_ENTRY_BYTES_AT) & 0xFFFF);
    }

    private String name(int names, long offset) {
        int start = names + (int) offset;
        int end = start;
        while (image.get(end) != 0) end++;
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
