package footlight.platform.door;

/// Takes passes back: what is open by them closes within two seconds, and what comes later is refused. A show's
/// crew, and whoever else its rules still let in, get a new one when they ask. Any virtual thread; blocks on
/// the database.
public interface Revocations {
    /// All of somebody with an account at one show, or at all of a channel's. Seats that were kept for them are
    /// gone too.
    ///
    /// @param showOrChannelId which of both is told by looking
    void person(String showOrChannelId, String accountId);

    /// All of somebody with an account, everywhere: the account is gone.
    void everywhere(String accountId);

    /// The same, but their seats stay for when they are let in again.
    void shutOut(String accountId);

    /// All of a show, and the seats of everybody who was let in.
    void show(String showId);

    /// Those of a show who came because it was open to anybody, or because they knew its password.
    void walkIns(Venue venue);

    /// One.
    void pass(String passId);
}
