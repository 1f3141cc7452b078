package footlight.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of `docs/settings.md`. Written anew by SettingsPageTest under `-Dfootlight.write=true`.
final class SettingsPage {
    private SettingsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Settings

                <!-- Generated from app/src/main/java/footlight/app/settings/Settings.java; a test keeps it current. -->

                Each setting can be given in three ways. A flag wins over the environment, the environment over the
                file, the file over the default.

                - **File**: `name = value` lines, `#` for remarks. `--config FILE` or `FOOTLIGHT_CONFIG` names it;
                  else `footlight.conf` in the working folder is read when it is there.
                - **Environment**: `FOOTLIGHT_HTTP_PORT=8080`.
                - **Flag**: `--http-port=8080` or `--http.port=8080`.

                A name that does not exist and a value that cannot be are refused at start. An empty value means the
                default. Sizes count in 1024s.

                """);
        for (Setting<?> setting : Settings.ALL) {
            page.append("## `").append(setting.name()).append("`\n\n");
            page.append(setting.about()).append("\n\n");
            page.append("- Value: ").append(setting.kind().expected()).append('\n');
            String standard = setting.standard();
            page.append("- Default: ")
                    .append(standard == null ? "unset" : "`" + standard + "`")
                    .append('\n');
            page.append("- Environment: `").append(setting.environmentName()).append("`\n");
            if (setting.secret()) page.append("- Secret: never printed or logged\n");
            page.append('\n');
        }
        return page.toString().stripTrailing() + "\n";
    }

    static void write(Path file) throws IOException {
        Files.writeString(file, text());
    }
}
