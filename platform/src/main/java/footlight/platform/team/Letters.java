package footlight.platform.team;

import footlight.platform.access.Role;

/// Takes a letter to whoever was invited. Never waits for it to arrive; the link is told to the inviter too, so that
/// nothing is lost without mail.
public interface Letters {
    /// @param link a secret
    void invited(String email, String channelName, Role role, String link);
}
