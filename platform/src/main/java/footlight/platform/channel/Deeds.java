package footlight.platform.channel;

import footlight.platform.api.Asker;

/// Where deeds that matter are written down, so that it can be told later who did what.
public interface Deeds {
    /// @param deed such as `channel.create`
    /// @param subject the id of what it was done to
    /// @param detail never a secret
    void note(Asker actor, String deed, String subject, String detail);
}
