package footlight.platform.show;

import footlight.platform.door.Venue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One planned, running or past event of a channel.
///
/// @param cover the content hash of its cover
/// @param version counts changes of the settings, not of the phase
public record Show(
        String id,
        String channelId,
        String streamId,
        Settings settings,
        @Nullable String cover,
        Life life,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// What its creator chooses.
    ///
    /// @param timeZone the zone it was planned in
    /// @param doorsOpenMinutes so long before its start the waiting room opens; null when by hand only
    /// @param autoStart goes live as soon as its encoder is on
    /// @param startOnTime goes live when its time has come and its encoder is on
    /// @param endAfterHours so long its encoder may be away before it ends by itself
    public record Settings(
            String title,
            String description,
            @Nullable Instant startsAt,
            @Nullable String timeZone,
            @Nullable Integer doorsOpenMinutes,
            boolean autoStart,
            boolean startOnTime,
            int endAfterHours,
            String visibility) {

        /// The API's names of what is another here than in `other`.
        List<String> changedFrom(Settings other) {
            List<String> names = new ArrayList<>();
            if (!title.equals(other.title)) names.add("title");
            if (!description.equals(other.description)) names.add("description");
            if (!Objects.equals(startsAt, other.startsAt)) names.add("startsAt");
            if (!Objects.equals(timeZone, other.timeZone)) names.add("timeZone");
            if (!Objects.equals(doorsOpenMinutes, other.doorsOpenMinutes)) names.add("doorsOpenMinutes");
            if (autoStart != other.autoStart) names.add("autoStart");
            if (startOnTime != other.startOnTime) names.add("startOnTime");
            if (endAfterHours != other.endAfterHours) names.add("endAfterHours");
            if (!visibility.equals(other.visibility)) names.add("visibility");
            return names;
        }
    }

    /// Where it stands, and since when.
    ///
    /// @param openedAt when the doors opened for the time it has now; null when they did not
    /// @param interruptedAt null unless interrupted
    /// @param cancelledReason for the audience; null when there was none to tell
    public record Life(
            Phase phase,
            @Nullable Instant openedAt,
            @Nullable Instant startedAt,
            @Nullable Instant interruptedAt,
            @Nullable Instant endedAt,
            @Nullable Instant cancelledAt,
            @Nullable String cancelledReason) {

        static Life begin(Phase phase) {
            return new Life(phase, null, null, null, null, null, null);
        }

        /// In `next` from `now` on; the times follow.
        Life moved(Phase next, Instant now) {
            return new Life(
                    next,
                    opened(next, now),
                    startedAt == null && next == Phase.LIVE ? now : startedAt,
                    next == Phase.INTERRUPTED ? now : null,
                    next == Phase.ENDED && endedAt == null ? now : endedAt,
                    next == Phase.CANCELLED ? now : null,
                    null);
        }

        private @Nullable Instant opened(Phase next, Instant now) {
            if (next == Phase.OPEN) return now;
            // A show that happens after all opens its doors again.
            return phase == Phase.CANCELLED ? null : openedAt;
        }

        Life because(@Nullable String reason) {
            return new Life(phase, openedAt, startedAt, interruptedAt, endedAt, cancelledAt, reason);
        }

        /// For another time the doors are still to open.
        Life notOpened() {
            return new Life(phase, null, startedAt, interruptedAt, endedAt, cancelledAt, cancelledReason);
        }
    }

    public String title() {
        return settings.title;
    }

    public String description() {
        return settings.description;
    }

    public @Nullable Instant startsAt() {
        return settings.startsAt;
    }

    public @Nullable String timeZone() {
        return settings.timeZone;
    }

    /// When the doors open by themselves; null when they do not.
    public @Nullable Instant doorsOpenAt() {
        Instant starts = settings.startsAt;
        Integer minutes = settings.doorsOpenMinutes;
        return starts == null || minutes == null ? null : starts.minus(Duration.ofMinutes(minutes));
    }

    public boolean autoStart() {
        return settings.autoStart;
    }

    public String visibility() {
        return settings.visibility;
    }

    public Phase phase() {
        return life.phase;
    }

    public @Nullable Instant startedAt() {
        return life.startedAt;
    }

    public @Nullable Instant interruptedAt() {
        return life.interruptedAt;
    }

    public @Nullable Instant endedAt() {
        return life.endedAt;
    }

    public @Nullable String cancelledReason() {
        return life.cancelledReason;
    }

    /// How long its encoder may be away before it ends by itself.
    Duration endAfter() {
        return Duration.ofHours(settings.endAfterHours);
    }

    /// For its team and those whom they invite; for everybody else it does not exist.
    public boolean isPrivate() {
        return visibility().equals("private");
    }

    /// As its door sees it.
    ///
    /// @param locked tells which shows ask for a password
    public Venue venue(Predicate<String> locked) {
        return new Venue(id, channelId, streamId, visibility(), locked.test(id));
    }

    public String etag() {
        return "\"" + version + "\"";
    }

    Show moved(Phase next, Instant now) {
        return with(life.moved(next, now));
    }

    /// What follows for its phase.
    LifeCycle.Step after(LifeCycle.Event event) {
        return LifeCycle.after(phase(), startsAt() != null, event);
    }

    /// Whether it goes live as soon as its encoder comes on.
    boolean startsWithEncoder(Instant now) {
        Instant starts = startsAt();
        return autoStart() || (settings.startOnTime && starts != null && !now.isBefore(starts));
    }

    /// Whether its doors are to open by themselves now: not any more when they were open before for this time, nor so
    /// late that nobody is waiting.
    boolean doorsDue(Instant now) {
        Instant starts = startsAt();
        Instant doors = doorsOpenAt();
        return phase() == Phase.SCHEDULED
                && life.openedAt == null
                && starts != null
                && doors != null
                && !now.isBefore(doors)
                && now.isBefore(starts.plus(endAfter()));
    }

    Show with(Life now) {
        return new Show(id, channelId, streamId, settings, cover, now, version, createdAt, updatedAt);
    }

    Show with(Settings now, Instant at) {
        return new Show(id, channelId, streamId, now, cover, life, version, createdAt, at);
    }

    Show withCover(@Nullable String hash, Instant at) {
        return new Show(id, channelId, streamId, settings, hash, life, version, createdAt, at);
    }
}
