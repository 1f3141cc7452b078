package footlight.platform.mailroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import footlight.platform.chore.Chores;
import footlight.platform.mail.Letter;
import footlight.platform.running.TestClock;
import footlight.platform.running.TestPostgres;
import footlight.platform.secret.RandomNames;
import footlight.platform.secret.SecretKey;
import footlight.platform.store.Database;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailRoomTest {
    private static final String BUTTON = "https://shows.example.org/account/confirm#s3cret";

    private final Database database = TestPostgres.fresh();
    private final TestClock clock = new TestClock();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Chores chores = new Chores(timer);
    private final Path dataDir = folder();
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @AfterEach
    void close() {
        chores.close();
        timer.shutdownNow();
        server.stop();
        database.close();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("footlight-mail");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Smtp open(@Nullable String user) {
        server.start();
        if (user != null) server.setUser("shows@example.org", user, "right");
        return new Smtp("127.0.0.1", server.getSmtp().getPort(), null, null, Smtp.Tls.NEVER);
    }

    private MailRoom room(@Nullable Smtp smtp) {
        return room(smtp, new Properties());
    }

    private MailRoom room(@Nullable Smtp smtp, Properties also) {
        return room(smtp, "https://shows.example.org", also);
    }

    private MailRoom room(@Nullable Smtp smtp, String origin, Properties also) {
        try {
            return MailRoom.open(
                    database.jdbi(),
                    SecretKey.open(dataDir),
                    new MailSettings(smtp, "shows@example.org"),
                    "The <Shows>",
                    origin,
                    new RandomNames(),
                    chores,
                    clock,
                    also);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Letter letter(String to) {
        return new Letter(
                to,
                "Confirm your address",
                List.of("Hello Ada,\nit is <you> & nobody else."),
                new Letter.Button("Confirm", BUTTON),
                List.of("You asked for it."));
    }

    private static List<MailRoom.Seen> all(MailRoom room) {
        return room.page(Instant.parse("2099-01-01T00:00:00Z"), "", 100);
    }

    private static LetterTable.Row only(MailRoom room) {
        return all(room).getFirst().row();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it did not come to that");
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private static String part(MimeMessage message, int index) throws Exception {
        return (String)
                ((MimeMultipart) message.getContent()).getBodyPart(index).getContent();
    }

    @Test
    void aLetterArrivesAsTextAndAsHtml() throws Exception {
        MailRoom room = room(open(null));
        room.post(letter("ada@bücher.example"));
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getFrom()[0]).hasToString("\"The <Shows>\" <shows@example.org>");
        assertThat(message.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(message.getRecipients(Message.RecipientType.TO)[0]).hasToString("ada@xn--bcher-kva.example");
        assertThat(message.getSubject()).isEqualTo("Confirm your address");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(part(message, 0)).contains("it is <you> & nobody else.", "Confirm:", BUTTON);
        assertThat(part(message, 1))
                .contains("it is &lt;you&gt; &amp; nobody else.", "href=\"" + BUTTON + "\"", "The &lt;Shows&gt;")
                .doesNotContain("<you>");
    }

    private static Letter leading(String path) {
        return new Letter("ada@example.org", "Go", List.of("Go there."), new Letter.Button("Go", path), List.of());
    }

    @Test
    void aPathInALetterIsMadeWholeFromTheConfiguredAddress() throws Exception {
        MailRoom room = room(open(null));
        room.post(leading("/account/reset#s3cret"));
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        assertThat(part(server.getReceivedMessages()[0], 1))
                .contains("href=\"https://shows.example.org/account/reset#s3cret\"");
        assertThat(room.trouble()).isEmpty();
    }

    @Test
    void withoutAnAddressLettersWithLinksWaitForOneAndOthersGo() throws Exception {
        Smtp smtp = open(null);
        MailRoom room = room(smtp, "", new Properties());
        room.post(leading("/account/reset#s3cret"));
        until(() -> only(room).problem() != null);
        assertThat(only(room).problem()).contains("public.url");
        assertThat(room.trouble().orElseThrow()).contains("public.url");
        room.post(new Letter("ada@example.org", "Changed", List.of("It was changed."), null, List.of()));
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("Changed");

        clock.pass(Duration.ofMinutes(2));
        room(smtp).post(new Letter("ada@example.org", "Again", List.of("It was."), null, List.of()));
        assertThat(server.waitForIncomingEmail(20_000, 3)).isTrue();
        assertThat(part(server.getReceivedMessages()[1], 0) + part(server.getReceivedMessages()[2], 0))
                .contains("https://shows.example.org/account/reset#s3cret");
    }

    private static Letter stoppable(String stop) {
        return new Letter(
                "ada@example.org",
                "Tap",
                List.of("Tap starts soon."),
                new Letter.Button("See the show", "/s/k3v9q0x7m2ab"),
                List.of("You follow Tap house."),
                stop,
                Letter.Reason.OTHERS);
    }

    @Test
    void mailProgramsAreToldHowALetterOfManyIsStopped() throws Exception {
        MailRoom room = room(open(null));
        room.post(stoppable("/letters/stop/c.abc.def.x-_"));
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        MimeMessage message = server.getReceivedMessages()[0];
        String stop = "https://shows.example.org/letters/stop/c.abc.def.x-_";
        assertThat(message.getHeader("List-Unsubscribe")).containsExactly("<" + stop + ">");
        assertThat(message.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(part(message, 0)).contains("No more such letters: " + stop);
        assertThat(part(message, 1)).contains("href=\"" + stop + "\"");
    }

    @Test
    void withoutHttpsNoMailProgramIsAskedToPostByItself() throws Exception {
        room(open(null), "http://shows.example.org:8080", new Properties()).post(stoppable("/letters/stop/x"));
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getHeader("List-Unsubscribe"))
                .containsExactly("<http://shows.example.org:8080/letters/stop/x>");
        assertThat(message.getHeader("List-Unsubscribe-Post")).isNull();
    }

    @Test
    void aLetterThatSomebodyAskedForHasNothingToStopAndNobodyWritesIntoThatHeader() throws Exception {
        MailRoom room = room(open(null));
        room.post(letter("ada@example.org"));
        room.post(stoppable("https://evil.example/> , <mailto:x@example.org\r\nBcc: everybody@example.org"));
        assertThat(server.waitForIncomingEmail(20_000, 2)).isTrue();
        for (MimeMessage message : server.getReceivedMessages()) {
            assertThat(message.getHeader("List-Unsubscribe")).isNull();
            assertThat(message.getHeader("List-Unsubscribe-Post")).isNull();
            assertThat(message.getHeader("Bcc")).isNull();
        }
    }

    @Test
    void whatWaitsAndWhatBecameOfLettersIsCounted() {
        MailRoom waiting = room(null);
        waiting.post(letter("ada@example.org"));
        waiting.post(letter("grace@example.org"));
        clock.pass(Duration.ofMinutes(7));
        waiting.count();
        assertThat(waiting.counts()).isEqualTo(new MailRoom.Counts(2, 420, 0, 0, 0));
        MailRoom sending = room(open(null));
        until(() -> sending.counts().sent() == 2);
        sending.count();
        assertThat(sending.counts()).isEqualTo(new MailRoom.Counts(0, 0, 2, 0, 0));
    }

    @Test
    void whatALetterSaidIsGoneOnceItIs() {
        MailRoom room = room(open(null));
        room.post(letter("ada@example.org"));
        until(() -> only(room).sentAt() != null);
        Letter kept = all(room).getFirst().letter();
        assertThat(kept.to()).isEqualTo("ada@example.org");
        assertThat(kept.subject()).isEqualTo("Confirm your address");
        assertThat(kept.paragraphs()).isEmpty();
        assertThat(kept.button()).isNull();
    }

    @Test
    void theDatabaseAloneTellsNobodyWhatALetterSays() {
        room(null).post(letter("ada@example.org"));
        byte[] sealed = database.jdbi().withHandle(handle -> handle.createQuery("select sealed from letter")
                .mapTo(byte[].class)
                .one());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ada@", "s3cret", "Confirm");
    }

    @Test
    void nobodyWritesHeadersOfTheirOwn() throws Exception {
        MailRoom room = room(open(null));
        room.post(new Letter(
                "ada@example.org",
                "Hello\r\nBcc: everybody@example.org\r\n\r\nBuy",
                List.of("Text\r\n.\r\nMAIL FROM:<eve@example.org>"),
                null,
                List.of()));
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Hello Bcc: everybody@example.org Buy");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(part(message, 0)).contains("MAIL FROM:<eve@example.org>");
    }

    @Test
    void aButtonLeadsNowhereButToAWebPage() {
        Letter bad = new Letter(
                "ada@example.org", "x", List.of(), new Letter.Button("Go", "javascript:alert(1)//\"><b>"), List.of());
        assertThat(Paper.html(bad, "Shows")).doesNotContain("href", "<b>");
    }

    @Test
    void whereNoMailCanGoIsGivenUpAtOnceAndTold() {
        MailRoom room = room(open(null));
        for (String wrong :
                List.of("ada@example.org\r\nBcc: x@example.org", "x".repeat(300) + "@example.org", "nobody"))
            room.post(letter(wrong));
        until(() -> all(room).stream().allMatch(seen -> seen.row().givenUpAt() != null));
        assertThat(all(room)).hasSize(3).allMatch(seen -> seen.row().problem() != null);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsAwayGetsTheLetterWhenItComesBack() {
        Smtp smtp = open(null);
        server.stop();
        MailRoom room = room(smtp);
        room.post(letter("ada@example.org"));
        until(() -> room.trouble().isPresent());
        assertThat(only(room).sentAt()).isNull();
        assertThat(only(room).tries()).isZero();
        GreenMail again = new GreenMail(new ServerSetup(smtp.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            clock.pass(Duration.ofMinutes(1));
            until(() -> only(room).sentAt() != null);
            until(() -> room.trouble().isEmpty());
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void aLetterThatNobodyTakesForThreeDaysIsGivenUp() {
        Smtp smtp = open(null);
        server.stop();
        MailRoom room = room(smtp);
        room.post(letter("ada@example.org"));
        until(() -> room.trouble().isPresent());
        clock.pass(Duration.ofDays(3));
        until(() -> only(room).givenUpAt() != null);
        assertThat(only(room).problem()).isNotBlank();
        // It is still told whole: somebody may hand the link over.
        assertThat(all(room).getFirst().letter().button()).isNotNull();
    }

    @Test
    void theServerThatDiedWhileItSentSendsOnceMoreAndNotAThirdTime() {
        MailRoom first = room(null);
        first.post(letter("ada@example.org"));
        // As a kill leaves it that came between the sending and the note of it.
        database.jdbi().useHandle(handle -> handle.execute("update letter set tries = 1, unsure = 1"));
        MailRoom second = room(open(null));
        until(() -> only(second).sentAt() != null);
        assertThat(server.getReceivedMessages()).hasSize(1);

        first.post(letter("eve@example.org"));
        database.jdbi()
                .useHandle(handle -> handle.execute("update letter set tries = 2, unsure = 2 where sent_at is null"));
        until(() -> all(second).stream().anyMatch(seen -> seen.row().givenUpAt() != null));
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void oneMailboxIsNotFlooded() {
        MailRoom room = room(null);
        for (int i = 0; i < 25; i++) room.post(letter("Ada@example.org"));
        assertThat(all(room)).hasSize(20);
        clock.pass(Duration.ofHours(2));
        room.post(letter("ada@example.org"));
        assertThat(all(room)).hasSize(21);
    }

    @Test
    void lettersOfATransactionThatFailsAreNotSent() {
        MailRoom room = room(null);
        try {
            database.jdbi().useTransaction(handle -> {
                room.post(handle, letter("ada@example.org"));
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("no");
        }
        assertThat(all(room)).isEmpty();
    }

    @Test
    void oldLettersAreForgotten() {
        MailRoom room = room(null);
        room.post(letter("ada@example.org"));
        clock.pass(Duration.ofDays(4));
        until(() -> only(room).givenUpAt() != null);
        clock.pass(Duration.ofDays(31));
        until(() -> all(room).isEmpty());
    }

    @Test
    void tlsAndThePasswordAreUsed() {
        open("shows");
        Properties trust = new Properties();
        trust.setProperty("mail.smtps.ssl.trust", "*");
        trust.setProperty("mail.smtps.ssl.checkserveridentity", "false");
        int port = server.getSmtps().getPort();
        MailRoom right = room(new Smtp("127.0.0.1", port, "shows", "right", Smtp.Tls.AT_ONCE), trust);
        assertThat(right.test(letter("ada@example.org"))).isEmpty();
        MailRoom wrong = room(new Smtp("127.0.0.1", port, "shows", "wrong", Smtp.Tls.AT_ONCE), trust);
        assertThat(wrong.test(letter("ada@example.org"))).isPresent();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        open(null);
        MailRoom room = room(new Smtp("127.0.0.1", server.getSmtps().getPort(), null, null, Smtp.Tls.AT_ONCE));
        assertThat(room.test(letter("ada@example.org")).orElseThrow()).isNotBlank();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whereTlsIsRequiredNothingGoesInTheClear() {
        Smtp clear = open(null);
        MailRoom room = room(new Smtp("127.0.0.1", clear.port(), null, null, Smtp.Tls.REQUIRED));
        assertThat(room.test(letter("ada@example.org")).orElseThrow()).contains("STARTTLS");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whatAServerSaysNeverShowsAnAddress() {
        assertThat(OneLine.problem("550 5.1.1 <ada@example.org>:\r\n no such user"))
                .doesNotContain("ada");
    }

    @Test
    void manyInvitationsKeepNoLetterAboutAnAccountFromArriving() {
        MailRoom room = room(null);
        for (int i = 0; i < 25; i++) {
            room.post(letter("ada@example.org").because(Letter.Reason.OTHERS));
            room.post(letter("ada@example.org"));
        }
        assertThat(all(room)).hasSize(40);
        room.post(letter("ada@example.org").because(Letter.Reason.HAPPENED));
        assertThat(all(room)).hasSize(41);
    }

    @Test
    void aLetterThatCannotBeReadStopsNoOther() throws Exception {
        Smtp smtp = open(null);
        room(null).post(letter("old-key@example.org"));
        String unreadable = only(room(null)).id();
        database.jdbi().useHandle(handle -> handle.execute("update letter set sealed = '\\x0102'"));
        clock.pass(Duration.ofSeconds(1));
        MailRoom room = room(smtp);
        room.post(letter("ada@example.org"));
        assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
        LetterTable.Row row = all(room).stream()
                .map(MailRoom.Seen::row)
                .filter(one -> one.id().equals(unreadable))
                .findFirst()
                .orElseThrow();
        assertThat(row.givenUpAt()).isNotNull();
        assertThat(row.problem()).contains("secret.key");
        assertThat(room.to("old-key@example.org").getJsonObject(0).getString("subject"))
                .isEqualTo("A letter that cannot be read");
    }
}
