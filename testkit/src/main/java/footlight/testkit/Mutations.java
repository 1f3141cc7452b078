package footlight.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// A mutation fuzzer: takes good inputs, hurts them in the ways that break parsers, and shows each
/// to a judge, who throws when something is wrong. The same seed gives the same inputs.
/// `-Dfuzz.seconds=N` goes on for that long instead of a fixed count; `-Dfuzz.seed=S` repeats a run.
public final class Mutations {
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_101L);
    private static final int[] SHARP = {0, 1, 2, 3, 0x7F, 0x80, 0xC0, 0xFE, 0xFF};

    private Mutations() {}

    public static void judge(List<byte[]> good, int count, Consumer<byte[]> judge) {
        long seconds = Long.getLong("fuzz.seconds", 0);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (long round = 0; seconds > 0 ? System.nanoTime() < end : round < count; round++) {
            byte[] input = mutated(good, new Random(SEED + round));
            try {
                judge.accept(input);
            } catch (Throwable thrown) {
                throw new AssertionError("-Dfuzz.seed=" + (SEED + round) + " shows it at once: " + hex(input), thrown);
            }
        }
    }

    private static byte[] mutated(List<byte[]> good, Random random) {
        byte[] bytes = good.get(random.nextInt(good.size())).clone();
        for (int hurts = 1 + random.nextInt(5); hurts > 0 && bytes.length > 0; hurts--)
            bytes = hurt(bytes, good, random);
        return bytes;
    }

    private static byte[] hurt(byte[] bytes, List<byte[]> good, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(8)) {
            case 0 -> with(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
            case 1 -> with(bytes, at, random.nextInt(256));
            case 2 -> with(bytes, at, SHARP[random.nextInt(SHARP.length)]);
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
            case 5 -> splice(bytes, at, at, noise(random));
            case 6 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + random.nextInt(bytes.length - at)));
            default -> {
                byte[] other = good.get(random.nextInt(good.size()));
                yield splice(
                        bytes, at, bytes.length, Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            }
        };
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(8)];
        if (random.nextBoolean()) random.nextBytes(noise);
        else Arrays.fill(noise, (byte) SHARP[random.nextInt(SHARP.length)]);
        return noise;
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] piece) {
        byte[] spliced = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(piece, 0, spliced, from, piece.length);
        System.arraycopy(bytes, to, spliced, from + piece.length, bytes.length - to);
        return spliced;
    }

    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (byte b : Arrays.copyOf(bytes, Math.min(bytes.length, 4096))) hex.append("%02x".formatted(b & 0xFF));
        return hex.append(bytes.length > 4096 ? "…" : "").toString();
    }
}
