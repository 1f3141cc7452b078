package footlight.platform.follow;

import java.util.List;

/// The letters about shows, in English.
enum EnglishNotices implements NoticeWords {
    WORDS;

    @Override
    public Said say(Notice notice, Subject subject, Times times) {
        String title = "“" + subject.title() + "”";
        String channel = subject.channelName();
        String starts = title + " starts on " + times.say(subject.startsAt()) + ".";
        return switch (notice.kind()) {
            case SCHEDULED -> new Said(channel + " plans " + title, List.of(starts));
            case MOVED ->
                new Said(
                        title + " has another time",
                        List.of(starts, "It was planned for " + times.say(notice.before()) + "."));
            case CANCELLED -> new Said(title + " will not take place", cancelled(notice, channel, title));
            case LIVE -> new Said(channel + " is live: " + title, List.of(title + " is on now."));
            case REMINDER ->
                new Said(
                        title + " starts " + soon(notice.minutesBefore()),
                        List.of(title + " by " + channel + " starts on " + times.say(subject.startsAt()) + "."));
            case CHANGED -> throw new IllegalStateException("a change that is waited for is told to nobody");
        };
    }

    private static List<String> cancelled(Notice notice, String channel, String title) {
        String said = channel + " cancelled " + title + ".";
        String reason = notice.reason();
        return reason == null || reason.isBlank() ? List.of(said) : List.of(said, reason);
    }

    private static String soon(int minutes) {
        return switch (minutes) {
            case 15 -> "in 15 minutes";
            case 60 -> "in an hour";
            default -> "in a day";
        };
    }

    @Override
    public String seeTheShow() {
        return "See the show";
    }

    @Override
    public String why(Subject subject, boolean follows) {
        return follows
                ? "You get this letter because you follow " + subject.channelName() + "."
                : "You get this letter because you asked to be reminded of this show.";
    }
}
