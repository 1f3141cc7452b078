package footlight.front;

import io.vertx.ext.web.Router;
import java.util.List;

/// Whoever has routes. Called once, before the ports open; one router serves all loops.
public interface Mount {
    void mount(Router router);

    /// Path prefixes that pages of other sites may use with any method and by WebSocket, such as media that is
    /// embedded elsewhere. A route there does not take a cookie's word when `Caller.foreign()` is true.
    default List<String> openToOtherSites() {
        return List.of();
    }
}
