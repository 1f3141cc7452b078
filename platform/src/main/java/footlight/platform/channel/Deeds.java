package footlight.platform.channel;

import footlight.platform.api.Asker;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where deeds that matter are written down, so that it can be told later who did what. What is noted within a
/// transaction of the same thread is written with it, both or neither. Any virtual thread; blocks on the database.
public interface Deeds {
    /// @param deed such as `key.create`
    /// @param channelId of the channel that it was done in; null when it is about an account or the server
    /// @param subject the id of what it was done to
    /// @param detail such as its name; never a secret, nor anybody's address
    void note(Asker actor, String deed, @Nullable String channelId, String subject, String detail);

    /// The same of an account or the server.
    default void note(Asker actor, String deed, String subject, String detail) {
        note(actor, deed, null, subject, detail);
    }

    /// Does it in one transaction with what is noted meanwhile.
    default <T> T together(Supplier<T> work) {
        return work.get();
    }
}
