package footlight.platform.follow;

import footlight.platform.secret.Signer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The links in letters by which one stops them: signed, and good for that alone. They do not expire, since letters
/// are read late. Any thread.
final class StopLinks {
    static final String PATH = "/letters/stop/";
    private static final Pattern FORM =
            Pattern.compile("([cs])\\.([a-z0-9]{12})\\.([a-z0-9]{12})\\.([A-Za-z0-9_-]{43})");

    private final Signer signer;

    StopLinks(Signer signer) {
        this.signer = signer;
    }

    enum Kind {
        /// Letters of a channel.
        CHANNEL,
        /// Letters of one show.
        SHOW;

        String word() {
            return name().substring(0, 1).toLowerCase(Locale.ROOT);
        }
    }

    /// @param id of the channel or show
    record Stop(String accountId, Kind kind, String id) {}

    String path(String accountId, Kind kind, String id) {
        String text = kind.word() + "." + accountId + "." + id;
        return PATH + text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(text));
    }

    /// Empty when it is none of ours.
    Optional<Stop> read(String token) {
        Matcher parts = FORM.matcher(token);
        if (!parts.matches()) return Optional.empty();
        String text = parts.group(1) + "." + parts.group(2) + "." + parts.group(3);
        if (!signer.signed(text, Base64.getUrlDecoder().decode(parts.group(4)))) return Optional.empty();
        Kind kind = parts.group(1).equals("c") ? Kind.CHANNEL : Kind.SHOW;
        return Optional.of(new Stop(parts.group(2), kind, parts.group(3)));
    }
}
