package footlight.platform.follow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the letters about shows say, in one language. All of it is plain text.
///
/// Another language is another record of these beside [EnglishNotices], and a line in [#in].
interface NoticeWords {
    /// What a letter is about, and what it says first.
    record Said(String subject, List<String> paragraphs) {}

    /// The words of the reader's language; English where there are none.
    ///
    /// @param language a BCP 47 tag; null when the reader chose none
    static NoticeWords in(@Nullable String language) {
        return EnglishNotices.WORDS;
    }

    Said say(Notice notice, Subject subject, Times times);

    /// What the button says, which leads to the show's page.
    String seeTheShow();

    /// Why the reader gets this letter.
    String why(Subject subject, boolean follows);

    /// Says instants as the reader's clock shows them.
    interface Times {
        /// @param time null when none is set yet
        String say(@Nullable Instant time);
    }
}
