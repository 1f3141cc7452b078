package footlight.app.health;

import footlight.app.database.DatabaseAddress;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import footlight.platform.store.DatabaseUnusable;
import footlight.platform.store.Schema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is reached over a network: the database, the site's public address, and the clocks of both beside ours.
final class OutsideLook {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// Passes and signed links are good for minutes; sessions of providers allow for less.
    private static final Duration SKEW = Duration.ofSeconds(5);

    private OutsideLook() {}

    static List<Finding> look(ChosenSettings settings, Optional<DatabaseAddress> database, InstantSource clock) {
        List<Finding> found = new ArrayList<>();
        if (database.isPresent()) database(database.get(), clock, found);
        else
            found.add(Finding.well(
                    "database", "PostgreSQL of Footlight's own; it does not run now, and starts with the server."));
        settings.find(Settings.PUBLIC_URL)
                .ifPresentOrElse(url -> site(url, clock, found), () -> found.add(noSite(settings)));
        return found;
    }

    private static Finding noSite(ChosenSettings settings) {
        if (settings.find(Settings.MAIL_SMTP).isPresent())
            return Finding.wrong(
                    "public.url",
                    "public.url is unset: letters with links in them are not sent.",
                    "Set it to the address under which people reach this server, and start again.");
        return Finding.tell(
                "public.url",
                "public.url is unset: links are made from the address of each request.",
                "Set it before you send letters, or put a proxy in front.");
    }

    private static void database(DatabaseAddress database, InstantSource clock, List<Finding> found) {
        try {
            Instant before = clock.instant();
            Schema.Server server = Schema.server(database.jdbcUrl(), database.user(), database.password());
            found.add(Finding.well("database", "PostgreSQL " + server.version() + " answers."));
            found.add(skew("the database's", server.now(), before, clock.instant()));
        } catch (DatabaseUnusable unusable) {
            found.add(Finding.wrong("database", "The database cannot be used.", String.valueOf(unusable.getMessage())));
        }
    }

    private static void site(URI url, InstantSource clock, List<Finding> found) {
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/healthz"))
                    .timeout(PATIENCE)
                    .build();
            Instant before = clock.instant();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200 && answer.body().strip().equals("ok"))
                found.add(Finding.well("public.url", url + " is answered by a Footlight."));
            else
                found.add(Finding.wrong(
                        "public.url",
                        url + "/healthz is answered with " + answer.statusCode() + ", and not by Footlight.",
                        "Lead the proxy, or the name, to this server's HTTP port."));
            answer.headers().firstValue("date").ifPresent(date -> dated(date, before, clock.instant(), found));
        } catch (IOException unreachable) {
            found.add(Finding.wrong(
                    "public.url",
                    url + " is not reached from here: " + reason(unreachable) + ".",
                    "Start the server; then look at the name, the firewall and the certificate."));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(IOException unreachable) {
        String message = unreachable.getMessage();
        return message == null ? unreachable.getClass().getSimpleName() : message;
    }

    private static void dated(String date, Instant before, Instant after, List<Finding> found) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            found.add(skew("the proxy's", theirs, before, after));
        } catch (DateTimeParseException noDate) {
            // Then there is nothing to compare with.
        }
    }

    /// @param before and `after` the question, by our clock
    static Finding skew(String whose, Instant theirs, Instant before, Instant after) {
        Duration ahead = Duration.between(theirs, before);
        Duration behind = Duration.between(after, theirs);
        Duration off = ahead.compareTo(behind) > 0 ? ahead : behind;
        if (off.compareTo(SKEW) <= 0) return Finding.well("clock", "It agrees with " + whose + " within seconds.");
        String words = "This machine's clock is " + off.toSeconds() + " s "
                + (off.equals(ahead) ? "ahead of " : "behind ") + whose + ".";
        return Finding.wrong("clock", words, "Let both set their clocks by the network: timedatectl set-ntp true.");
    }
}
