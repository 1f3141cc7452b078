package footlight.platform.mail;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One letter to one person. Everything in it is plain text; whoever sends it makes the HTML beside it.
///
/// @param to an e-mail address
/// @param paragraphs what it says
/// @param button where it leads; its address may be a secret, so a letter is never logged
/// @param small said below the button, such as why somebody gets this letter
/// @param stop where one says that no more such letters shall come: absolute or a path, as a button's. It is told to
///     mail programs too, which may use it by themselves (RFC 8058), so it asks for no signing in. Null for letters
///     that somebody asked for, one by one
/// @param reason why it is written; an address gets so many of each in a time
public record Letter(
        String to,
        String subject,
        List<String> paragraphs,
        @Nullable Button button,
        List<String> small,
        @Nullable String stop,
        Reason reason) {
    /// Why a letter is written. Each has its own allowance, so that nobody keeps a letter of another kind from arriving
    /// by having many of theirs written.
    public enum Reason {
        /// Something happened to the reader's account.
        HAPPENED,
        /// Somebody typed the address, and need not be its owner: a code, a link to come in by.
        ASKED,
        /// Others write: invitations, and word of shows.
        OTHERS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One that somebody asked for.
    public Letter(String to, String subject, List<String> paragraphs, @Nullable Button button, List<String> small) {
        this(to, subject, paragraphs, button, small, null, Reason.ASKED);
    }

    /// The same, written for this reason.
    public Letter because(Reason reason) {
        return new Letter(to, subject, paragraphs, button, small, stop, reason);
    }

    /// @param words what the button says
    /// @param url where it leads: absolute, or a path of this server, which is made whole when the letter goes.
    ///     It is never made from what a request says of the address: who asks is not who reads the letter
    public record Button(String words, String url) {}

    /// The same with its links made whole.
    ///
    /// @param origin such as `https://shows.example.org`; empty when it is not known
    public Letter under(String origin) {
        if (whole()) return this;
        Button leading = button == null ? null : new Button(button.words(), under(origin, button.url()));
        return new Letter(to, subject, paragraphs, leading, small, stop == null ? null : under(origin, stop), reason);
    }

    /// Whether it leads somewhere from a mail program; a letter that leads nowhere on purpose does too.
    public boolean whole() {
        return (button == null || !path(button.url())) && (stop == null || !path(stop));
    }

    private static boolean path(String url) {
        return url.startsWith("/");
    }

    private static String under(String origin, String url) {
        return path(url) ? origin + url : url;
    }

    @Override
    public String toString() {
        return "Letter[]";
    }
}
