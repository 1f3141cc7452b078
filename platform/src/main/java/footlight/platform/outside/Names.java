package footlight.platform.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// Finds the addresses of names. Blocks.
public interface Names {
    /// In the order in which they are to be tried.
    ///
    /// @throws UnknownHostException when nobody has the name
    /// @throws TimeoutException when nobody said so in time
    List<InetAddress> of(String host, Duration within) throws UnknownHostException, TimeoutException;
}
