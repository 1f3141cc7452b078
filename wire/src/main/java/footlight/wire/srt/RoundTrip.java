package footlight.wire.srt;

/// The time that a packet takes there and back, from acknowledgements and their acknowledgements.
/// Source: draft-sharabayko-srt-01, 4.10.
final class RoundTrip {
    private static final int REMEMBERED = 64;
    private static final int LONGEST_US = 10_000_000;

    private final int[] numbers = new int[REMEMBERED];
    private final long[] sentUs = new long[REMEMBERED];
    private int meanUs = 100_000;
    private int varianceUs = 50_000;
    private boolean measured;

    /// Acknowledgement `number`, 1 and up, goes out.
    void sent(int number, long nowUs) {
        numbers[number % REMEMBERED] = number;
        sentUs[number % REMEMBERED] = nowUs;
    }

    /// Its acknowledgement came. One that is made up, or came before, counts for nothing.
    boolean answered(int number, long nowUs) {
        if (number <= 0 || numbers[number % REMEMBERED] != number) return false;
        numbers[number % REMEMBERED] = 0;
        int sampleUs = Math.clamp(nowUs - sentUs[number % REMEMBERED], 1, LONGEST_US);
        if (measured) {
            varianceUs = (3 * varianceUs + Math.abs(meanUs - sampleUs)) / 4;
            meanUs = (7 * meanUs + sampleUs) / 8;
        } else {
            measured = true;
            meanUs = sampleUs;
            varianceUs = sampleUs / 2;
        }
        return true;
    }

    int meanUs() {
        return meanUs;
    }

    int varianceUs() {
        return varianceUs;
    }
}
