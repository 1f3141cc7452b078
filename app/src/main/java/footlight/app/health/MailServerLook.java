package footlight.app.health;

import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import footlight.platform.mailroom.MailLook;
import footlight.platform.mailroom.MailSettings;
import footlight.platform.mailroom.Smtp;

/// Whether letters go out: the mail server is spoken to as for a letter, and given none.
final class MailServerLook {
    private static final String ABOUT = "mail";

    private MailServerLook() {}

    static Finding look(ChosenSettings settings) {
        return look(new MailSettings(
                settings.find(Settings.MAIL_SMTP).orElse(null),
                settings.find(Settings.MAIL_FROM).orElse(null)));
    }

    static Finding look(MailSettings settings) {
        Smtp smtp = settings.smtp();
        if (smtp == null)
            return Finding.tell(
                    ABOUT,
                    "No mail server is set: letters go to nobody, and wait with their links on the admins' page"
                            + " /admin/mail, to be handed over.",
                    "Set mail.smtp and mail.from to have them sent.");
        if (settings.from() == null)
            return Finding.wrong(
                    ABOUT,
                    "mail.smtp is set, and mail.from is not.",
                    "Set mail.from to the address that letters come from.");
        return switch (MailLook.at(settings)) {
            case MailLook.Seen.Well(boolean encrypted) -> well(smtp, settings.from(), encrypted);
            case MailLook.Seen.Trouble(MailLook.Step step, String said) -> trouble(smtp, settings.from(), step, said);
        };
    }

    private static Finding well(Smtp smtp, String from, boolean encrypted) {
        String sentence = smtp + " takes letters from " + from + (smtp.user() == null ? "" : ", and our sign-in")
                + (encrypted ? ", encrypted." : ", in the clear.");
        if (encrypted || smtp.host().equals("localhost") || smtp.host().startsWith("127."))
            return Finding.well(ABOUT, sentence);
        return Finding.tell(
                ABOUT, sentence, "Links of letters can be read on the way: use smtps://, or ?starttls=required.");
    }

    private static Finding trouble(Smtp smtp, String from, MailLook.Step step, String said) {
        return switch (step) {
            case REACH ->
                Finding.wrong(
                        ABOUT,
                        smtp + " is not reached: " + said,
                        "Look at host and port of mail.smtp (587 for smtp://, 465 for smtps://) and at the firewall.");
            case GREETING ->
                Finding.wrong(
                        ABOUT,
                        smtp + " answers, and not as a mail server that takes us: " + said,
                        "Look at the port; where it wants TLS from the first byte on, say smtps://.");
            case TLS ->
                Finding.wrong(
                        ABOUT,
                        "The line to " + smtp + " cannot be encrypted: " + said,
                        "Name the server as its certificate does; smtps:// is for port 465, smtp:// for 587. Where"
                                + " the network is your own, ?starttls=never.");
            case SIGN_IN ->
                Finding.wrong(
                        ABOUT,
                        smtp + " refuses our sign-in: " + said,
                        "Look at user and password in mail.smtp; signs such as @ and / are written %40 and %2F.");
            case SENDER ->
                Finding.wrong(
                        ABOUT,
                        smtp + " takes no letters from " + from + ": " + said,
                        "Set mail.from to an address that this user may send from.");
        };
    }
}
