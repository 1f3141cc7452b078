package footlight.platform.webhook;

/// What became of deliveries since the start, and what waited when it was counted last.
///
/// @param waiting deliveries that are not done, those of the future too; counted up to a hundred thousand
/// @param lateSeconds how long the one that should have gone first is late
/// @param failed attempts that came to nothing
/// @param givenUp deliveries that are not tried any more
public record WebhookCounts(long waiting, long lateSeconds, long arrived, long failed, long givenUp) {}
