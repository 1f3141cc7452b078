package footlight.front.link;

import footlight.front.Caller;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.Optional;

/// What is known of whoever opened the link. `toString` hides the cookies.
///
/// @param cookies the Cookie header as it came, empty when there was none
/// @param uri with its query
public record Handshake(Caller caller, String cookies, String uri) {

    public Optional<String> cookie(String name) {
        return ServerCookieDecoder.STRICT.decode(cookies).stream()
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .findFirst();
    }

    @Override
    public String toString() {
        return "Handshake[" + caller + "]";
    }
}
