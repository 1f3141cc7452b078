package footlight.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String PAGE = """
            # Speed
            <!-- bench fanout -->
            old
            <!-- /bench fanout -->
            Mine.
            <!-- bench start -->
            <!-- /bench start -->
            """;

    @Test
    void onlyTheNamedSectionIsReplaced() throws IOException {
        assertThat(Page.replaced(PAGE, "fanout", "new\n")).isEqualTo(PAGE.replace("old", "new"));
    }

    @Test
    void anEmptySectionIsFilled() throws IOException {
        assertThat(Page.replaced(PAGE, "start", "new")).contains("<!-- bench start -->\nnew\n<!-- /bench start -->");
    }

    @Test
    void aPageWithoutTheSectionIsRefused() {
        assertThatThrownBy(() -> Page.replaced(PAGE, "chat", "new"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<!-- bench chat -->");
    }
}
