package footlight.platform.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/// The hundred thousand passwords that people chose most often, in lower case, and a few that this house is asked for.
/// In memory they are sorted numbers, 0.8 MB; that a good password has the number of one of them does not happen. Any
/// thread. Source of the large list: SecLists, 10-million-password-list-top-1000000, its first 100,000 lines.
final class CommonPasswords {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] numbers;

    CommonPasswords() {
        try {
            numbers = LongStream.concat(
                            read(new GZIPInputStream(resource("most-common-passwords.txt.gz"))),
                            read(resource("common-passwords.txt")))
                    .sorted()
                    .toArray();
        } catch (IOException failure) {
            throw new IllegalStateException("the lists of common passwords cannot be read", failure);
        }
    }

    boolean has(String lower) {
        return Arrays.binarySearch(numbers, number(lower)) >= 0;
    }

    int count() {
        return numbers.length;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(name), name);
    }

    private static LongStream read(InputStream list) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return LongStream.of(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .mapToLong(CommonPasswords::number)
                    .toArray());
        }
    }

    /// FNV-1a over the characters. Source: Fowler, Noll, Vo; draft-eastlake-fnv.
    private static long number(String text) {
        long number = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) number = (number ^ text.charAt(i)) * FNV_PRIME;
        return number;
    }
}
