package footlight.app.clients;

/// A row of the table: what was seen of a program on a way.
///
/// @param program its name and version
record Seen(Side side, String program, String way, String result) {
    /// What the program does.
    enum Side {
        PUBLISHES("Publishing"),
        PLAYS("Playing");

        final String heading;

        Side(String heading) {
            this.heading = heading;
        }
    }

    /// Rows of one key replace each other; a program of another version does too.
    String key() {
        return side + "|" + program.replaceAll(" [0-9][0-9.]*", "") + "|" + way;
    }
}
