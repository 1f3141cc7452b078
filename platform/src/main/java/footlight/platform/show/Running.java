package footlight.platform.show;

import java.time.Instant;

/// A show with an encoder on, for who runs the server.
///
/// @param from the encoder's network address
/// @param program what the encoder calls itself; may be empty
public record Running(
        String showId,
        String title,
        String channelId,
        String phase,
        String protocol,
        String from,
        String program,
        Instant since,
        long bitrateBps,
        int viewers) {}
