package footlight.app.settings;

import footlight.platform.identity.Provider;
import footlight.platform.mailroom.MailSettings;
import footlight.platform.mailroom.Smtp;
import footlight.platform.outside.Reach;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kinds of text that settings are made of.
final class Kinds {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})\\s*([a-zA-Z]*)");
    private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F:.]+(/\\d{1,3})?");

    static final Kind<String> TEXT = new Kind<>("any text", text -> text);
    static final Kind<Integer> PORT = whole(0, 65535, "a port, 1 to 65535, or 0 for any free one");
    static final Kind<Integer> PORT_OR_OFF = new Kind<>(
            "a port, 1 to 65535, 0 for any free one, or `off`",
            text -> text.equals("off") ? -1 : PORT.read().apply(text));
    static final Kind<String> PASSPHRASE = new Kind<>("10 to 79 characters", Kinds::passphrase);
    static final Kind<Duration> SRT_LATENCY =
            new Kind<>("a time from `20ms` to `10s`", text -> within(duration(text), 20, 10_000));
    static final Kind<Path> PATH = new Kind<>("a path", Path::of);
    static final Kind<Path> FILE = new Kind<>("the path of a PEM file", Path::of);
    static final Kind<Boolean> SWITCH = new Kind<>("`true` or `false`", Kinds::truth);
    static final Kind<Duration> DURATION = new Kind<>("a time such as `500ms`, `30s`, `5m` or `1h`", Kinds::duration);
    static final Kind<MemoryAmount> MEMORY =
            new Kind<>("a size such as `64MB` or `2GB`, or `1%` to `75%`", Kinds::memory);
    static final Kind<List<String>> NETWORKS =
            new Kind<>("addresses or networks, comma between, such as `127.0.0.1,10.0.0.0/8`", Kinds::networks);
    static final Kind<List<String>> PLACES = new Kind<>(
            "hosts, addresses or networks, comma between, such as `hooks.internal,10.0.0.0/8`", Kinds::places);

    static final Kind<URI> WEB_ADDRESS =
            new Kind<>("an address such as `https://live.example.org`, without a path", Kinds::webAddress);

    /// Its letters count: an issuer is compared with what it says of itself.
    static final Kind<URI> PROVIDER = new Kind<>(
            "an https address such as `https://id.example.org/realms/house`; http on this machine alone",
            Kinds::provider);

    static final Kind<Smtp> SMTP =
            new Kind<>("an address such as `smtp://user:password@mail.example.org:587` or `smtps://…`", Smtp::of);
    static final Kind<String> MAIL_FROM = new Kind<>(
            "an e-mail address such as `shows@example.org`, or `The Shows <shows@example.org>`", Kinds::from);

    private Kinds() {}

    static Kind<Integer> whole(int least, int most, String expected) {
        return new Kind<>(expected, text -> {
            int value = Integer.parseInt(text);
            if (value < least || value > most) throw new IllegalArgumentException(text);
            return value;
        });
    }

    static Kind<String> oneOf(String... choices) {
        return new Kind<>("one of `" + String.join("`, `", choices) + "`", text -> {
            if (!List.of(choices).contains(text)) throw new IllegalArgumentException(text);
            return text;
        });
    }

    static Kind<URI> address(String expected, String... schemes) {
        return new Kind<>(expected, text -> {
            URI address = URI.create(text);
            boolean known = address.getScheme() != null && List.of(schemes).contains(address.getScheme());
            // A host with an underscore is none to Java, which then sees no user and no password either.
            if (!known || address.getHost() == null) throw new IllegalArgumentException(text);
            return address;
        });
    }

    /// As libsrt has it, which counts bytes.
    private static String passphrase(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 10 || bytes > 79) throw new IllegalArgumentException(text);
        return text;
    }

    private static Duration within(Duration time, long leastMs, long mostMs) {
        if (time.toMillis() < leastMs || time.toMillis() > mostMs) throw new IllegalArgumentException(time.toString());
        return time;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Duration duration(String text) {
        Matcher parts = amount(text);
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static MemoryAmount memory(String text) {
        if (!text.endsWith("%")) return new MemoryAmount.Bytes(bytes(text));
        int percent = Integer.parseInt(text.substring(0, text.length() - 1).strip());
        if (percent < 1 || percent > 75) throw new IllegalArgumentException(text);
        return new MemoryAmount.Part(percent);
    }

    private static long bytes(String text) {
        Matcher parts = amount(text);
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2).toUpperCase(Locale.ROOT)) {
            case "B" -> number;
            case "KB" -> Math.multiplyExact(number, 1L << 10);
            case "MB" -> Math.multiplyExact(number, 1L << 20);
            case "GB" -> Math.multiplyExact(number, 1L << 30);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Matcher amount(String text) {
        Matcher parts = AMOUNT.matcher(text);
        if (!parts.matches()) throw new IllegalArgumentException(text);
        return parts;
    }

    private static List<String> networks(String text) {
        List<String> networks = List.of(text.split("\\s*,\\s*"));
        for (String network : networks) {
            if (!NETWORK.matcher(network).matches()) throw new IllegalArgumentException(network);
        }
        return networks;
    }

    /// How the platform reads them is how they are meant.
    private static List<String> places(String text) {
        List<String> places = List.of(text.split("\\s*,\\s*"));
        Reach.with(places);
        return places;
    }

    /// How the platform reads it is how it is meant.
    private static String from(String text) {
        MailSettings.checkFrom(text);
        return text;
    }

    private static URI webAddress(String text) {
        URI address = URI.create(text);
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        boolean bare = address.getRawPath() == null
                || address.getRawPath().isEmpty()
                || address.getRawPath().equals("/");
        if (!web || address.getHost() == null || !bare || address.getRawQuery() != null)
            throw new IllegalArgumentException(text);
        return URI.create(address.getScheme() + "://" + address.getRawAuthority());
    }

    private static URI provider(String text) {
        if (!Provider.safe(text)) throw new IllegalArgumentException(text);
        return URI.create(text);
    }
}
