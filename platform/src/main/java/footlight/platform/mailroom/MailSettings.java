package footlight.platform.mailroom;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// @param smtp null: letters wait in the box, where whoever runs the server reads them
/// @param from the address that letters come from; null only where there is no `smtp`
public record MailSettings(@Nullable Smtp smtp, @Nullable String from) {
    public static final MailSettings NONE = new MailSettings(null, null);

    /// @throws IllegalArgumentException when no letter can come from there
    public static void checkFrom(String from) {
        sender(from);
    }

    /// An address with or without a name before it.
    ///
    /// @throws IllegalArgumentException when it is none
    static InternetAddress sender(String from) {
        try {
            InternetAddress whole = new InternetAddress(from, true);
            InternetAddress address = MailAddress.of(whole.getAddress()).orElseThrow(AddressException::new);
            if (whole.getPersonal() != null) address.setPersonal(whole.getPersonal(), StandardCharsets.UTF_8.name());
            return address;
        } catch (AddressException | UnsupportedEncodingException wrong) {
            throw new IllegalArgumentException("no e-mail address", wrong);
        }
    }
}
