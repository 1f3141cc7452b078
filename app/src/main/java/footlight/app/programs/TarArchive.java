package footlight.app.programs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;

/// Unpacks a tar archive of files, folders and symbolic links: the shapes our bundled archives have. Anything else
/// in one, or a path that leaves the target folder, is an [IOException]. Source: POSIX.1-2017, pax, "ustar
/// Interchange Format".
final class TarArchive {
    private static final int BLOCK_BYTES = 512;

    private final InputStream in;
    private final byte[] head = new byte[BLOCK_BYTES];

    private TarArchive(InputStream in) {
        this.in = in;
    }

    /// Unpacks the entries of `in` whose path `wanted` accepts.
    static void unpack(InputStream in, Path into, Predicate<String> wanted) throws IOException {
        TarArchive archive = new TarArchive(in);
        while (archive.nextHead()) archive.entry(into, wanted);
    }

    private boolean nextHead() throws IOException {
        int read = in.readNBytes(head, 0, BLOCK_BYTES);
        if (read == 0) return false;
        if (read < BLOCK_BYTES) throw new EOFException("tar archive ends inside a header");
        for (byte octet : head) if (octet != 0) return true;
        return false;
    }

    private void entry(Path into, Predicate<String> wanted) throws IOException {
        String prefix = text(345, 155);
        String name = prefix.isEmpty() ? text(0, 100) : prefix + "/" + text(0, 100);
        long bodyBytes = octal(124, 12);
        Path target = into.resolve(name).normalize();
        if (!target.startsWith(into)) throw new IOException("tar entry leaves its folder: " + name);
        long padding = (BLOCK_BYTES - bodyBytes % BLOCK_BYTES) % BLOCK_BYTES;
        if (!wanted.test(name)) {
            in.skipNBytes(bodyBytes + padding);
            return;
        }
        switch (head[156]) {
            case '0', 0 -> file(target, bodyBytes);
            case '2' -> link(target, text(157, 100), into);
            case '5' -> Files.createDirectories(target);
            default -> throw new IOException("tar entry of type " + (char) head[156] + ": " + name);
        }
        in.skipNBytes(padding);
    }

    private void file(Path target, long bodyBytes) throws IOException {
        Files.createDirectories(folderOf(target));
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] piece = new byte[1 << 16];
            for (long left = bodyBytes; left > 0; ) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) throw new EOFException("tar archive ends inside " + target.getFileName());
                out.write(piece, 0, read);
                left -= read;
            }
        }
        boolean runs = (octal(100, 8) & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void link(Path target, String to, Path into) throws IOException {
        Files.createDirectories(folderOf(target));
        if (!folderOf(target).resolve(to).normalize().startsWith(into))
            throw new IOException("tar link leaves its folder: " + to);
        Files.createSymbolicLink(target, Path.of(to));
    }

    private static Path folderOf(Path target) {
        Path folder = target.getParent();
        return folder == null ? target : folder;
    }

    private String text(int offset, int maxBytes) {
        int end = offset;
        while (end < offset + maxBytes && head[end] != 0) end++;
        return new String(head, offset, end - offset, StandardCharsets.UTF_8);
    }

    private long octal(int offset, int maxBytes) throws IOException {
        String digits = text(offset, maxBytes).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException malformed) {
            throw new IOException("tar number `" + digits + "`", malformed);
        }
    }
}
