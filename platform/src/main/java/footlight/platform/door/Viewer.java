package footlight.platform.door;

import footlight.front.BusinessRequest;
import footlight.front.link.Handshake;
import footlight.platform.api.ApiRequest;
import footlight.platform.api.Asker;
import footlight.platform.secret.Digests;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whoever stands at a door: who they are as far as it could be proved, the browser that they come with, and
/// from where.
///
/// @param browser hash of its guest cookie; null when it has none
public record Viewer(Asker asker, @Nullable String browser, InetAddress address) {
    public static Viewer of(ApiRequest request) {
        return of(request.asker(), request.http());
    }

    public static Viewer of(Asker asker, BusinessRequest request) {
        // Pages of other sites spend nobody's cookie.
        Optional<String> cookie = request.caller().foreign()
                ? Optional.empty()
                : request.cookie(GuestCookie.name(request.caller().secure()));
        return new Viewer(asker, browser(cookie), request.caller().address());
    }

    public static Viewer of(Asker asker, Handshake handshake) {
        Optional<String> cookie = handshake.caller().foreign()
                ? Optional.empty()
                : handshake.cookie(GuestCookie.name(handshake.caller().secure()));
        return new Viewer(asker, browser(cookie), handshake.caller().address());
    }

    private static @Nullable String browser(Optional<String> cookie) {
        return cookie.filter(GuestCookie::looksLikeOne).map(Viewer::hash).orElse(null);
    }

    /// The same, with the browser known by this cookie from now on.
    public Viewer with(String guestToken) {
        return new Viewer(asker, hash(guestToken), address);
    }

    /// Under which name a seat is kept for them; empty for somebody of whom nothing is known.
    public Optional<String> holder() {
        return Optional.ofNullable(word());
    }

    static String hash(String cookie) {
        return HexFormat.of().formatHex(Digests.sha256(cookie)).substring(0, 40);
    }

    /// The names under which seats are kept for them.
    List<String> holders() {
        List<String> names = new ArrayList<>();
        if (asker instanceof Asker.Person person) names.add("account:" + person.accountId());
        if (browser != null) names.add("guest:" + browser);
        return names;
    }

    /// Who they are in a pass; null for somebody of whom nothing is known.
    @Nullable
    String word() {
        List<String> names = holders();
        return names.isEmpty() ? null : names.getFirst();
    }
}
