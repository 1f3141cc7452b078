package footlight.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void thePageOfAllSettingsIsCurrent() throws IOException {
        if (Boolean.getBoolean("footlight.write")) SettingsPage.write(PAGE);
        assertThat(Files.readString(PAGE))
                .as("write it anew: ./mvnw -q -pl app -am test -Dtest=SettingsPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfootlight.write=true")
                .isEqualTo(SettingsPage.text());
    }
}
