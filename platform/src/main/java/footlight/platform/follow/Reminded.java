package footlight.platform.follow;

import java.time.Instant;

/// A show that somebody is reminded of.
record Reminded(String showId, int minutesBefore, Instant madeAt) {}
