package footlight.platform.show;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One planned, running or past event of a channel.
///
/// @param cover the content hash of its cover
/// @param timeZone the zone it was planned in
/// @param version counts changes of the settings, not of the phase
public record Show(
        String id,
        String channelId,
        String streamId,
        String title,
        String description,
        @Nullable String cover,
        @Nullable Instant startsAt,
        @Nullable String timeZone,
        boolean autoStart,
        String visibility,
        Phase phase,
        @Nullable Instant startedAt,
        @Nullable Instant interruptedAt,
        @Nullable Instant endedAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// Open to everybody while it is on.
    boolean isPublic() {
        return visibility.equals("public");
    }

    public String etag() {
        return "\"" + version + "\"";
    }

    /// In `next` from `now` on; the times of its life follow.
    Show moved(Phase next, Instant now) {
        Instant started = startedAt == null && next == Phase.LIVE ? now : startedAt;
        Instant interrupted = next == Phase.INTERRUPTED ? now : null;
        Instant ended = next == Phase.ENDED ? now : endedAt;
        return new Show(
                id,
                channelId,
                streamId,
                title,
                description,
                cover,
                startsAt,
                timeZone,
                autoStart,
                visibility,
                next,
                started,
                interrupted,
                ended,
                version,
                createdAt,
                updatedAt);
    }

    Show with(Settings settings, Instant now) {
        return new Show(
                id,
                channelId,
                streamId,
                settings.title,
                settings.description,
                cover,
                settings.startsAt,
                settings.timeZone,
                settings.autoStart,
                settings.visibility,
                phase,
                startedAt,
                interruptedAt,
                endedAt,
                version,
                createdAt,
                now);
    }

    Show withCover(@Nullable String hash, Instant now) {
        return new Show(
                id,
                channelId,
                streamId,
                title,
                description,
                hash,
                startsAt,
                timeZone,
                autoStart,
                visibility,
                phase,
                startedAt,
                interruptedAt,
                endedAt,
                version,
                createdAt,
                now);
    }

    Settings settings() {
        return new Settings(title, description, startsAt, timeZone, autoStart, visibility);
    }

    /// What its creator chooses.
    record Settings(
            String title,
            String description,
            @Nullable Instant startsAt,
            @Nullable String timeZone,
            boolean autoStart,
            String visibility) {}
}
