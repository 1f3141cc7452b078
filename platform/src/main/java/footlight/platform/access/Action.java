package footlight.platform.access;

import java.util.Locale;

/// What somebody does to a channel or one of its shows, as far as not everybody may.
public enum Action {
    /// Look at drafts and plans, the encoder, the preview, the numbers.
    LOOK,
    /// Make, change and delete shows.
    PLAN_SHOWS,
    /// Go live, end, cancel.
    RUN_SHOWS,
    /// See stream keys and make new ones.
    SEE_KEYS,
    /// Let people in: passes and invitations to shows.
    ADMIT,
    /// Keep order among the audience.
    MODERATE,
    /// See who else is a member.
    SEE_TEAM,
    /// Invite members, change their roles, let them go.
    CHANGE_TEAM,
    /// Change the channel's name, handle and settings.
    CHANGE_CHANNEL,
    /// Delete the channel with all that is in it.
    DELETE_CHANNEL,
    /// Make and revoke keys of the API.
    DEVELOP,
    /// Say where this server reports what happens, and look at what it reported.
    HOOK,
    /// See who did what in the channel.
    AUDIT;

    /// As the API writes it, such as `plan-shows`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
