package footlight.platform.follow;

import footlight.front.Business;
import footlight.platform.chore.Chores;
import footlight.platform.mail.Postbox;
import footlight.platform.secret.SecretKey;
import footlight.platform.show.ShowEvents;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// The letters about shows, put together.
///
/// @param stopPage to mount before the pages
public record NoticeHouse(StopPage stopPage, Runnable round) {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /// Letters about a thousand events are written in one round as well as in a thousand.
    private static final Duration REST = Duration.ofSeconds(1);

    /// Tells from now on.
    public static NoticeHouse open(
            Jdbi jdbi,
            Business business,
            ShowEvents events,
            Postbox postbox,
            SecretKey secret,
            Chores chores,
            InstantSource clock) {
        NoticeHouse house = of(jdbi, business, events, postbox, secret, clock);
        chores.every(Duration.ofHours(6), "notices-old", () -> new NoticeTable(jdbi).forgetOld(clock.instant()));
        Runnable wake = chores.every(PAUSE, REST, "notices", house.round());
        events.onEvent(wake);
        return house;
    }

    /// One that does its round when it is told to.
    static NoticeHouse of(
            Jdbi jdbi, Business business, ShowEvents events, Postbox postbox, SecretKey secret, InstantSource clock) {
        NoticeTable table = new NoticeTable(jdbi);
        StopLinks stops = new StopLinks(secret.signer("stop-letters"));
        NoticeDesk desk = new NoticeDesk(jdbi, table, events, clock);
        NoticeLetters letters = new NoticeLetters(stops);
        NoticeRounds rounds = new NoticeRounds(jdbi, table, postbox, letters, clock);
        Runnable round = () -> {
            boolean more = true;
            while (more) {
                // Between the letters of a large channel: what has happened meanwhile is told as soon.
                desk.read();
                table.beginReminders(clock.instant());
                more = rounds.go();
            }
        };
        return new NoticeHouse(new StopPage(business, stops, jdbi), round);
    }
}
