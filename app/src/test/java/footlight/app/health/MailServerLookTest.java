package footlight.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.app.running.PostOffice;
import footlight.platform.mailroom.MailSettings;
import footlight.platform.mailroom.Smtp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What the doctor says of mail servers of every mood.
class MailServerLookTest {
    private static final String FROM = "shows@example.org";

    private static Finding look(UnaryOperator<String> answers, String form) throws IOException {
        try (PostOffice post = PostOffice.open(answers)) {
            return look(form.replace("HOST", "127.0.0.1:" + post.port()));
        }
    }

    private static Finding look(String smtp) {
        return MailServerLook.look(new MailSettings(Smtp.of(smtp), FROM));
    }

    private static UnaryOperator<String> exceptFor(String word, String answer) {
        return command ->
                command.startsWith(word) && command.isEmpty() == word.isEmpty() ? answer : PostOffice.friendly(command);
    }

    @Test
    void whereNoneIsSetItSaysWhereTheLinksAreSeen() {
        Finding finding = MailServerLook.look(MailSettings.NONE);
        assertThat(finding.state()).isEqualTo(Finding.State.TELL);
        assertThat(finding.sentence()).contains("/admin/mail");
        assertThat(finding.remedy()).contains("mail.smtp", "mail.from");
    }

    @Test
    void aServerThatTakesLettersIsWellAndGetsNone() throws IOException {
        try (PostOffice post = PostOffice.open(PostOffice::friendly)) {
            Finding finding = look("smtp://shows:secret-1@127.0.0.1:" + post.port() + "?starttls=never");
            assertThat(finding.state()).as(finding.printed()).isEqualTo(Finding.State.WELL);
            assertThat(finding.sentence()).contains("takes letters from " + FROM, "our sign-in", "in the clear");
            assertThat(post.heard())
                    .anyMatch(line -> line.startsWith("AUTH PLAIN "))
                    .contains("MAIL FROM:<" + FROM + ">", "RSET")
                    .noneMatch(line -> line.startsWith("RCPT") || line.equals("DATA"));
        }
    }

    @Test
    void nobodyAtThePortIsTold() throws IOException {
        // A port that is held, so that nobody else takes it, and at which nobody listens.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Finding finding = look("smtp://127.0.0.1:" + held.getLocalPort());
            assertThat(finding.state()).isEqualTo(Finding.State.WRONG);
            assertThat(finding.sentence()).contains("127.0.0.1:" + held.getLocalPort() + " is not reached");
            assertThat(finding.remedy()).contains("firewall");
        }
    }

    @Test
    void aNameThatNobodyHasIsTold() {
        assertThat(look("smtp://nobody.invalid:587").sentence()).contains("nobody.invalid:587 is not reached");
    }

    @Test
    void whatGreetsAsNoMailServerIsTold() throws IOException {
        assertThat(look(exceptFor("", "554 go away"), "smtp://HOST").sentence())
                .contains("answers, and not as a mail server that takes us", "554 go away");
        assertThat(look(exceptFor("", "HTTP/1.1 400 Bad Request"), "smtp://HOST")
                        .sentence())
                .contains("not as a mail server");
        assertThat(look(exceptFor("", ""), "smtp://HOST").sentence()).contains("not as a mail server");
    }

    @Test
    void aLineThatCannotBeEncryptedIsTold() throws IOException {
        Finding none = look(PostOffice::friendly, "smtp://shows:secret-1@HOST");
        assertThat(none.sentence()).contains("cannot be encrypted", "STARTTLS");
        assertThat(none.remedy()).contains("?starttls=never");
        assertThat(look(PostOffice::friendly, "smtps://HOST").sentence()).contains("cannot be encrypted");
    }

    @Test
    void aRefusedSignInIsToldWithoutThePassword() throws IOException {
        Finding finding = look(
                command -> command.startsWith("AUTH") ? "535 5.7.8 no: " + command : PostOffice.friendly(command),
                "smtp://shows:secret-1@HOST?starttls=never");
        assertThat(finding.sentence())
                .contains("refuses our sign-in", "535 5.7.8 no")
                .doesNotContain("secret-1", "AHNob3dzAHNlY3JldC0x");
        assertThat(finding.remedy()).contains("%40");
    }

    @Test
    void aSenderThatIsNotLikedIsTold() throws IOException {
        Finding finding = look(exceptFor("MAIL", "553 5.7.1 not your address"), "smtp://HOST?starttls=never");
        assertThat(finding.sentence()).contains("takes no letters from " + FROM, "not your address");
        assertThat(finding.remedy()).contains("mail.from");
    }
}
