package footlight.platform.account;

import footlight.platform.mail.Letter;
import java.util.List;

/// What the letters say when somebody changes what they come in by.
record WayInLetters(String siteName) {
    Letter move(String to, String name, String token) {
        return new Letter(
                to,
                "Your new address for " + siteName,
                List.of(
                        "Hello " + name + ",",
                        "you, we hope, want to sign in to " + siteName + " with this address from now on."),
                new Letter.Button("Use this address", "/account/email#" + token),
                List.of(
                        "The link works once, for a day, where you are signed in. Until then nothing changes.",
                        "If it was not you, leave the link alone: it would give somebody else your address."));
    }

    /// To somebody whose address another account would like to have.
    Letter taken(String to) {
        return new Letter(
                to,
                "You have an account on " + siteName,
                List.of(
                        "Somebody, perhaps you, wanted to give another account on " + siteName + " this address. You"
                                + " have one with it already, so nothing was changed.",
                        "If you want to use the address for the other account, sign in to this one and delete it first,"
                                + " or give it another address and wait three days."),
                new Letter.Button("Choose a new password", "/account/forgot"),
                List.of("If it was not you, there is nothing to do."));
    }

    /// To the address before.
    Letter moved(String to, String name, String newEmail, String token) {
        return new Letter(
                        to,
                        "Your address for " + siteName + " was changed",
                        List.of(
                                "Hello " + name + ",",
                                "your account has another e-mail address now: " + newEmail
                                        + ". Letters go there, and this" + " one signs nobody in any more."),
                        new Letter.Button("It was not me", "/account/email/undo#" + token),
                        List.of(
                                "If it was you, there is nothing to do.",
                                "If not: for three days the link gives the account its old address back, signs everybody out,"
                                        + " and lets you choose a new password. The password, other sites to sign in with and"
                                        + " API keys that came with the change are gone then."))
                .because(Letter.Reason.HAPPENED);
    }
}
