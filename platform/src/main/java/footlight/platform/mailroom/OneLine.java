package footlight.platform.mailroom;

/// Text for a header of a letter, or for one line of a table.
final class OneLine {
    private static final int SUBJECT = 200;

    private OneLine() {}

    /// Without line ends and other characters that are no text, so that nobody writes headers of their own; cut when it
    /// is
    /// longer than anybody reads.
    static String of(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUBJECT - 1)) + "…";
    }

    /// What a mail server said, without the address that it may repeat.
    static String problem(String said) {
        return of(said.replaceAll("\\S+@\\S+", "(address)"));
    }
}
