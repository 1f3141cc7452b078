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
    /// @param url where it leads, absolute when the server knows its own address
    public record Button(String words, String url) {}

    @Override
    public String toString() {
        return "Letter[]";
    }
}
