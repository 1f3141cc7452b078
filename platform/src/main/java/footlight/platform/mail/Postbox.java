package footlight.platform.mail;

import org.jdbi.v3.core.Handle;

/// Takes letters and sends them later, again and again until they are gone: a letter that was taken survives the
/// process. Any virtual thread; blocks on the database.
public interface Postbox {
    void post(Letter letter);

    /// Posts it together with what else the transaction does: both or neither.
    void post(Handle transaction, Letter letter);
}
