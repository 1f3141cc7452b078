package footlight.front.link;

import java.time.Duration;

/// What one page may have of the live connection.
///
/// @param messageBytes the largest message a page may send
/// @param messagesPerSecond in the long run; ten seconds' worth may come at once
/// @param topics a page may listen to at once
/// @param backlogBytes what may wait for a page that does not read, beyond the socket's own buffers
/// @param ringEvents events kept for pages that come back
/// @param ringBytes the same, in bytes
/// @param ringIdle how long a topic without listeners is remembered
/// @param pingEvery between our pings; a browser answers them by itself
/// @param silence after which a page counts as gone
public record LinkLimits(
        int messageBytes,
        int messagesPerSecond,
        int topics,
        int backlogBytes,
        int ringEvents,
        int ringBytes,
        Duration ringIdle,
        Duration pingEvery,
        Duration silence) {

    public static LinkLimits defaults() {
        return new LinkLimits(
                8 * 1024,
                20,
                32,
                256 * 1024,
                256,
                128 * 1024,
                Duration.ofMinutes(2),
                Duration.ofSeconds(25),
                Duration.ofSeconds(75));
    }
}
