package footlight.platform.show;

import java.util.List;

/// What happened to shows, for whoever tells others of it. An event is written in the same transaction as what it tells
/// of, and kept for 30 days. What happened while the database was away is written when it is back, with the time at
/// which it happened; should the answer to a commit get lost just then, such an event may stand there twice.
///
/// | kind | told when | `more` |
/// |---|---|---|
/// | `show.created` | it was made | |
/// | `show.updated` | its settings changed | `changed`: their names |
/// | `show.scheduled` | it has a time now, and had none | |
/// | `show.rescheduled` | it has another time | `before`, `after`: the times |
/// | `show.opened` | its doors opened | `by`: `hand` or `time` |
/// | `show.live` | it went live | `by`: `hand`, `encoder` or `time` |
/// | `show.interrupted`, `show.resumed` | its encoder dropped, and came back | |
/// | `show.ended` | it is over | `by`: `hand`, or `time` when its encoder was away for too long |
/// | `show.replay` | it can be watched again | |
/// | `show.cancelled` | it will not happen | `reason`: what the audience is told, or null |
/// | `show.deleted` | it was deleted | |
///
/// A show that is made with a time is told twice, as created and as scheduled; a change of its time is told as
/// `show.updated` too.
public interface ShowEvents {
    /// Those behind this number, in order. Blocks on the database.
    ///
    /// @param most at most a thousand
    List<ShowEvent> after(long number, int most);

    /// The number of the newest; 0 when there never was one. Blocks on the database.
    long latest();

    /// Has `told` run after each commit that wrote events here, on whichever thread committed: it must not block.
    /// Events that another process writes are found by asking now and then.
    void onEvent(Runnable told);
}
