package footlight.platform.mailroom;

import footlight.platform.mail.Letter;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/// Hands letters to the mail server. Any virtual thread; blocks on the network, and gives up on a server that says
/// nothing
/// for half a minute.
final class Carrier {
    private static final String CONNECT_MS = "10000";
    private static final String SILENCE_MS = "30000";
    private static final int PERMANENT = 500;
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[!-;=?-~]{1,900}");

    private final Smtp smtp;
    private final InternetAddress from;
    private final String siteName;
    private final Session session;

    Carrier(Smtp smtp, InternetAddress from, String siteName) {
        this(smtp, from, siteName, new Properties());
    }

    /// @param also what a test's server needs besides, such as to be trusted
    Carrier(Smtp smtp, InternetAddress from, String siteName, Properties also) {
        this.smtp = smtp;
        this.from = from;
        this.siteName = siteName;
        Properties properties = properties(smtp, domain(from));
        properties.putAll(also);
        this.session = Session.getInstance(properties);
    }

    /// What became of a letter.
    sealed interface Handed {
        record Taken() implements Handed {}

        /// @param forGood whether it is no use to try again
        record Refused(String problem, boolean forGood) implements Handed {}
    }

    /// One connection, for some letters one after the other.
    final class Trip implements AutoCloseable {
        private final Transport transport;

        private Trip(Transport transport) {
            this.transport = transport;
        }

        /// @throws MessagingException when it is not about this letter: the server is away, or takes none of ours
        Handed hand(String id, InternetAddress to, Letter letter, Instant now) throws MessagingException {
            InternetAddress[] recipients = {to};
            try {
                transport.sendMessage(message(id, to, letter, now), recipients);
                return new Handed.Taken();
            } catch (SendFailedException refused) {
                Handed.Refused about = aboutTheLetter(refused);
                if (about == null) throw refused;
                return about;
            }
        }

        @Override
        public void close() throws MessagingException {
            transport.close();
        }
    }

    Trip open() throws MessagingException {
        Transport transport = transport();
        transport.connect(smtp.host(), smtp.port(), smtp.user(), smtp.password());
        return new Trip(transport);
    }

    private Transport transport() throws MessagingException {
        return session.getTransport(smtp.tls() == Smtp.Tls.AT_ONCE ? "smtps" : "smtp");
    }

    /// Goes all the way to a letter, and takes it back before there is one.
    MailLook.Seen look() {
        try (SMTPTransport transport = (SMTPTransport) transport()) {
            transport.connect(smtp.host(), smtp.port(), smtp.user(), smtp.password());
            int answer = transport.simpleCommand("MAIL FROM:<" + from.getAddress() + ">");
            if (answer / 100 != 2)
                return new MailLook.Seen.Trouble(
                        MailLook.Step.SENDER,
                        OneLine.problem(smtp.withoutSecrets(String.valueOf(transport.getLastServerResponse()))));
            transport.simpleCommand("RSET");
            return new MailLook.Seen.Well(transport.isSSL());
        } catch (MessagingException failure) {
            return new MailLook.Seen.Trouble(step(failure), said(failure));
        }
    }

    private static MailLook.Step step(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) return MailLook.Step.SIGN_IN;
        if (String.valueOf(failure.getMessage()).contains("STARTTLS")) return MailLook.Step.TLS;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) return MailLook.Step.TLS;
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) return MailLook.Step.REACH;
        }
        return failure instanceof MailConnectException ? MailLook.Step.REACH : MailLook.Step.GREETING;
    }

    /// Null when the server says no to us, and not to the letter or to whom it goes.
    private Handed.@Nullable Refused aboutTheLetter(SendFailedException refused) {
        for (Exception cause = refused; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException address)
                return new Handed.Refused(said(address), address.getReturnCode() >= PERMANENT);
            if (cause instanceof SMTPSendFailedException whole
                    && (whole.getCommand().startsWith("DATA")
                            || whole.getCommand().equals(".")))
                return new Handed.Refused(said(whole), whole.getReturnCode() >= PERMANENT);
        }
        return null;
    }

    private static @Nullable Exception next(Exception cause) {
        return cause instanceof MessagingException mail ? mail.getNextException() : null;
    }

    /// What the mail server said, in one line that may be told: without addresses and our password.
    String said(Exception failure) {
        String said = failure.getMessage();
        return OneLine.problem(said == null ? failure.getClass().getSimpleName() : smtp.withoutSecrets(said));
    }

    private MimeMessage message(String id, InternetAddress to, Letter letter, Instant now) throws MessagingException {
        MimeMessage message = new WithId(session, "<" + id + "@" + domain(from) + ">");
        message.setFrom(named(from));
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(OneLine.of(letter.subject()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now));
        // So that nobody's holiday answers. Source: RFC 3834, 5.
        message.setHeader("Auto-Submitted", "auto-generated");
        stopping(message, letter.stop());
        MimeBodyPart text = new MimeBodyPart();
        text.setText(Paper.text(letter, siteName), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(Paper.html(letter, siteName), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /// So that mail programs have a button of their own for it. Source: RFC 2369, 3.2; RFC 8058, 3.1, which wants
    /// HTTPS.
    private static void stopping(MimeMessage message, @Nullable String stop) throws MessagingException {
        if (stop == null || !WEB_ADDRESS.matcher(stop).matches()) return;
        message.setHeader("List-Unsubscribe", "<" + stop + ">");
        if (stop.startsWith("https://")) message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    private InternetAddress named(InternetAddress address) throws MessagingException {
        if (address.getPersonal() != null) return address;
        try {
            return new InternetAddress(address.getAddress(), OneLine.of(siteName), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("every Java has UTF-8", impossible);
        }
    }

    private static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    private static Properties properties(Smtp smtp, String domain) {
        Properties properties = new Properties();
        for (String mail : new String[] {"mail.smtp.", "mail.smtps."}) {
            properties.setProperty(mail + "connectiontimeout", CONNECT_MS);
            properties.setProperty(mail + "timeout", SILENCE_MS);
            properties.setProperty(mail + "writetimeout", SILENCE_MS);
            properties.setProperty(mail + "localhost", domain);
            properties.setProperty(mail + "auth", String.valueOf(smtp.user() != null));
            properties.setProperty(mail + "auth.mechanisms", "PLAIN LOGIN");
            properties.setProperty(mail + "ssl.checkserveridentity", "true");
        }
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(smtp.tls() != Smtp.Tls.NEVER));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(smtp.tls() == Smtp.Tls.REQUIRED));
        if (smtp.tls() == Smtp.Tls.IF_OFFERED) {
            // In the clear would be allowed too, so a certificate that nobody knows is better than none.
            properties.setProperty("mail.smtp.ssl.trust", "*");
            properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        }
        return properties;
    }

    /// Keeps its own Message-ID: a letter that is sent twice is seen once in most mailboxes.
    private static final class WithId extends MimeMessage {
        private final String messageId;

        WithId(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
