package footlight.platform.team;

import footlight.platform.access.Role;
import footlight.platform.mail.Letter;
import footlight.platform.mail.Postbox;
import java.util.List;

/// Invitations that go by mail. Any virtual thread; blocks on the database.
public final class PostedLetters implements Letters {
    private final Postbox postbox;
    private final String siteName;

    public PostedLetters(Postbox postbox, String siteName) {
        this.postbox = postbox;
        this.siteName = siteName;
    }

    @Override
    public void invited(String email, String channelName, Role role, String link) {
        postbox.post(new Letter(
                        email,
                        "You are invited to " + channelName,
                        List.of("You are invited into the team of \u201c" + channelName + "\u201d on " + siteName
                                + ", as " + role.word() + "."),
                        new Letter.Button("See the invitation", link),
                        List.of(
                                "The link works once, for seven days, for whoever has it.",
                                "You know nothing about this? Then somebody took your address for another one, and nothing"
                                        + " happens unless you follow the link."))
                .because(Letter.Reason.OTHERS));
    }
}
