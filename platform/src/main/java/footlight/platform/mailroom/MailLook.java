package footlight.platform.mailroom;

import java.util.Properties;

/// A look at the mail server, as for a letter, that hands over none: for whoever wants to know why no mail goes out.
/// Blocks, some seconds on a server that says nothing.
public final class MailLook {
    private static final String PATIENCE_MS = "8000";

    private MailLook() {}

    /// How far one comes on the way to a letter.
    public enum Step {
        /// Nobody answers there.
        REACH,
        /// Somebody does, and greets as no mail server.
        GREETING,
        /// The line cannot be encrypted as it shall be.
        TLS,
        /// The user or the password is not good.
        SIGN_IN,
        /// No letters from that sender.
        SENDER
    }

    /// What was found.
    public sealed interface Seen {
        /// @param encrypted whether the line was
        record Well(boolean encrypted) implements Seen {}

        /// @param said why not, by the server or the network; without secrets, in one line
        record Trouble(Step step, String said) implements Seen {}
    }

    public static Seen at(MailSettings settings) {
        Smtp smtp = settings.smtp();
        if (smtp == null) throw new IllegalArgumentException("no mail server is set");
        Properties patience = new Properties();
        for (String mail : new String[] {"mail.smtp.", "mail.smtps."}) {
            patience.setProperty(mail + "connectiontimeout", PATIENCE_MS);
            patience.setProperty(mail + "timeout", PATIENCE_MS);
            patience.setProperty(mail + "writetimeout", PATIENCE_MS);
        }
        return new Carrier(smtp, MailSettings.sender(String.valueOf(settings.from())), "", patience).look();
    }
}
