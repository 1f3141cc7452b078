package footlight.platform.account;

import footlight.platform.mail.Letter;
import java.util.List;

/// What the letters say by which people come in.
record EntranceLetters(String siteName) {
    Letter confirm(String to, String name, String token) {
        return new Letter(
                to,
                "Confirm your address for " + siteName,
                List.of(
                        "Hello " + name + ",",
                        "somebody, you we hope, made an account on " + siteName
                                + " with this address. Confirm that it is yours."),
                new Letter.Button("Confirm my address", "/account/confirm#" + token),
                List.of(
                        "The link works once, for a day, and signs you in.",
                        "If you did not just ask for this yourself, leave the link alone: it would take over the "
                                + "password that somebody else chose."));
    }

    /// Who asked may not be who reads it: nothing here is theirs.
    ///
    /// @param asks whether the link asks for a password
    Letter confirmAgain(String to, String token, boolean asks) {
        String there = "There is an account on " + siteName + " with this address that nobody confirmed yet. ";
        return new Letter(
                to,
                "Confirm your address for " + siteName,
                List.of(there
                        + (asks
                                ? "If it is yours, confirm it and choose its password; it may be the one that you chose before."
                                : "If it is yours, confirm it.")),
                asks
                        ? new Letter.Button("Confirm and choose a password", "/account/reset#" + token)
                        : new Letter.Button("Confirm my address", "/account/confirm#" + token),
                List.of(
                        "The link works once, for a day, and signs you in. Whoever was signed in with the account "
                                + "before is not any more.",
                        "If the account is not yours, leave the link alone."));
    }

    Letter takenAlready(String to) {
        return new Letter(
                to,
                "You have an account on " + siteName,
                List.of("Somebody, perhaps you, wanted to make an account with this address. You have one already: "
                        + "sign in with it. If you forgot the password, choose a new one."),
                new Letter.Button("Choose a new password", "/account/forgot"),
                List.of("If it was not you, nothing happened and there is nothing to do."));
    }

    /// To an address that an account had until lately, and can have back.
    Letter kept(String to) {
        return new Letter(
                to,
                "Your account on " + siteName + " has another address",
                List.of(
                        "Somebody, perhaps you, wanted to use " + siteName + " with this address. An account had it"
                                + " until lately and has another one now. For three days nobody else can have it.",
                        "If you did not change it: look for the letter \u201cYour address for " + siteName
                                + " was changed\u201d. Its link gives the account this address back."),
                null,
                List.of("If it was you who changed it, sign in with the new address."));
    }

    Letter reset(String to, String name, String token) {
        return new Letter(
                to,
                "A new password for " + siteName,
                List.of(
                        "Hello " + name + ",",
                        "somebody, you we hope, wants to choose a new password for your account."),
                new Letter.Button("Choose a new password", "/account/reset#" + token),
                List.of(
                        "The link works once, for an hour.",
                        "If it was not you, leave the link alone: your password stays as it is."));
    }

    Letter nobody(String to) {
        return new Letter(
                to,
                "No account on " + siteName,
                List.of("Somebody, perhaps you, wants to choose a new password for an account with this address on "
                        + siteName + ". There is none. Perhaps you signed up with another address."),
                null,
                List.of("If it was not you, there is nothing to do."));
    }

    Letter changed(String to, String name) {
        return new Letter(
                        to,
                        "Your password for " + siteName + " was changed",
                        List.of(
                                "Hello " + name + ",",
                                "your account has a new password, and was signed out wherever it was signed in before."),
                        new Letter.Button("It was not me", "/account/forgot"),
                        List.of("If it was you, there is nothing to do."))
                .because(Letter.Reason.HAPPENED);
    }
}
