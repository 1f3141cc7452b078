package footlight.platform.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One letter to one person. Everything in it is plain text; whoever sends it makes the HTML beside it.
///
/// @param to an e-mail address
/// @param paragraphs what it says
/// @param button where it leads; its address may be a secret, so a letter is never logged
/// @param small said below the button, such as why somebody gets this letter
public record Letter(
        String to,
        String subject,
        List<String> paragraphs,
        @Nullable Button button,
        List<String> small) {

    /// @param words what the button says
    /// @param url where it leads: absolute, or a path of this server, which is made whole when the letter goes.
    ///     It is never made from what a request says of the address: who asks is not who reads the letter
    public record Button(String words, String url) {}

    /// The same with its link made whole.
    ///
    /// @param origin such as `https://shows.example.org`; empty when it is not known
    public Letter under(String origin) {
        if (whole() || button == null) return this;
        return new Letter(to, subject, paragraphs, new Button(button.words(), origin + button.url()), small);
    }

    /// Whether it leads somewhere from a mail program; a letter that leads nowhere on purpose does too.
    public boolean whole() {
        return button == null || !button.url().startsWith("/");
    }

    @Override
    public String toString() {
        return "Letter[]";
    }
}
