package footlight.app.settings;

import footlight.app.settings.ChosenSettings.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gathers the settings of one start: flags win over the environment, the environment over the file, the file
/// over the defaults. Every complaint is gathered, so that an operator mends them all at once.
public final class SettingsReader {
    private static final String PREFIX = "FOOTLIGHT_";

    /// Variables that belong to the launcher and the tests, not to the server.
    private static final List<String> NOT_OURS =
            List.of("FOOTLIGHT_CACHE", "FOOTLIGHT_TEST_ALL", "FOOTLIGHT_JAVA_OPTS");

    private final Map<String, Setting<?>> byName = new HashMap<>();
    private final Map<Setting<?>, Choice> choices = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    private SettingsReader() {
        for (Setting<?> setting : Settings.ALL) {
            byName.put(setting.name(), setting);
            byName.put(setting.dotted(), setting);
        }
    }

    /// Reads `flags` (`--http-port=1`, `--http.port 1`, `--config file`) over `environment` over the file that
    /// `--config` or `FOOTLIGHT_CONFIG` names, else `footlight.conf` in `folder` where there is one.
    ///
    /// @throws WrongSettings when anything is unknown, malformed or does not fit together
    public static ChosenSettings read(List<String> flags, Map<String, String> environment, Path folder) {
        SettingsReader reader = new SettingsReader();
        Map<String, String> flagged = reader.split(flags);
        reader.defaults();
        String named = flagged.remove("config");
        if (named == null) named = environment.get(PREFIX + "CONFIG");
        reader.file(named, folder);
        reader.environment(environment);
        flagged.forEach((name, value) -> reader.choose(name, "--" + name, value, Origin.FLAG));
        if (reader.complaints.isEmpty()) reader.checkTogether();
        if (!reader.complaints.isEmpty()) throw new WrongSettings(reader.complaints);
        return new ChosenSettings(reader.choices);
    }

    private Map<String, String> split(List<String> flags) {
        Map<String, String> split = new LinkedHashMap<>();
        for (int i = 0; i < flags.size(); i++) {
            String flag = flags.get(i);
            if (!flag.startsWith("--")) {
                complaints.add("`" + flag + "` is not a flag: settings are written --http.port=8080.");
                continue;
            }
            int equals = flag.indexOf('=');
            String name = (equals < 0 ? flag.substring(2) : flag.substring(2, equals)).replace('-', '.');
            if (equals >= 0) split.put(name, flag.substring(equals + 1));
            else if (i + 1 < flags.size() && !flags.get(i + 1).startsWith("--")) split.put(name, flags.get(++i));
            else if (byName.containsKey(name) || name.equals("config"))
                complaints.add(flag + " has no value: write " + flag + "=…, expected " + expected(name) + ".");
            else unknown(name, flag, Origin.FLAG);
        }
        return split;
    }

    private String expected(String name) {
        Setting<?> setting = byName.get(name);
        return setting == null ? "the path of a settings file" : setting.kind().expected();
    }

    private void defaults() {
        for (Setting<?> setting : Settings.ALL) {
            String standard = setting.standard();
            if (standard != null) choose(setting.name(), setting.name(), standard, Origin.STANDARD);
        }
    }

    private void file(@Nullable String named, Path folder) {
        Path file = folder.resolve(named == null ? "footlight.conf" : named);
        if (named == null && !Files.exists(file)) return;
        try {
            int lineNumber = 0;
            for (String line : Files.readAllLines(file)) {
                lineNumber++;
                if (line.isBlank() || line.strip().startsWith("#")) continue;
                int equals = line.indexOf('=');
                if (equals < 0) {
                    complaints.add(file + " line " + lineNumber + ": expected `name = value`.");
                    continue;
                }
                String name = line.substring(0, equals).strip();
                choose(name, name, line.substring(equals + 1).strip(), Origin.FILE);
            }
        } catch (IOException unreadable) {
            complaints.add("config=" + file + " cannot be read: expected the path of a settings file.");
        }
    }

    private void environment(Map<String, String> environment) {
        for (String variable : new TreeSet<>(environment.keySet())) {
            if (!variable.startsWith(PREFIX) || NOT_OURS.contains(variable) || variable.equals(PREFIX + "CONFIG"))
                continue;
            String name =
                    variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            choose(name, variable, environment.getOrDefault(variable, ""), Origin.ENVIRONMENT);
        }
    }

    /// Empty text means "as if nobody chose": it takes back what a weaker source said.
    private void choose(String name, String written, String text, Origin origin) {
        Setting<?> setting = byName.get(name);
        if (setting == null) {
            unknown(name, written, origin);
            return;
        }
        if (text.isEmpty()) {
            choices.remove(setting);
            String standard = setting.standard();
            if (standard != null) choose(name, written, standard, Origin.STANDARD);
            return;
        }
        try {
            choices.put(setting, new Choice(text, setting.kind().read().apply(text), origin));
        } catch (IllegalArgumentException wrong) {
            String shown = setting.secret() ? "(hidden)" : "`" + text + "`";
            complaints.add(written + " is " + shown + " " + origin.words + ": expected "
                    + setting.kind().expected() + ".");
        }
    }

    private void unknown(String name, String written, Origin origin) {
        Optional<Setting<?>> meant = NearestName.to(name, byName.keySet()).map(byName::get);
        String hint = meant.map(setting -> "did you mean " + spelled(setting, origin) + "?")
                .orElse("see docs/settings.md for all there are.");
        complaints.add(written + " " + origin.words + " is no setting: " + hint);
    }

    private static String spelled(Setting<?> setting, Origin origin) {
        return switch (origin) {
            case FLAG -> setting.flag();
            case ENVIRONMENT -> setting.environmentName();
            case FILE, STANDARD -> setting.name();
        };
    }

    private void checkTogether() {
        if (choices.containsKey(Settings.MAIL_SMTP) && !choices.containsKey(Settings.MAIL_FROM))
            complaints.add("mail.smtp is set alone: expected mail.from beside it.");
        boolean cert = choices.containsKey(Settings.TLS_CERT);
        boolean key = choices.containsKey(Settings.TLS_KEY);
        if (cert != key)
            complaints.add((cert ? "tls.cert" : "tls.key") + " is set alone: expected "
                    + (cert ? "tls.key" : "tls.cert") + " beside it.");
        for (Setting<Integer> secure : List.of(Settings.HTTPS_PORT, Settings.RTMPS_PORT)) {
            Choice port = choices.get(secure);
            if (port != null && !cert && !key)
                complaints.add(secure.name() + " is `" + port.text() + "`: expected tls.cert and tls.key beside it.");
        }
        Choice access = choices.get(Settings.METRICS_ACCESS);
        if (access != null && access.value().equals("token") && !choices.containsKey(Settings.METRICS_TOKEN))
            complaints.add("metrics.access is `token`: expected metrics.token beside it.");
        Map<Object, String> taken = new HashMap<>();
        for (Setting<Integer> port :
                List.of(Settings.HTTP_PORT, Settings.HTTPS_PORT, Settings.RTMP_PORT, Settings.RTMPS_PORT)) {
            Choice choice = choices.get(port);
            if (choice == null || choice.value().equals(0)) continue;
            String other = taken.putIfAbsent(choice.value(), port.name());
            if (other != null)
                complaints.add(
                        port.name() + " is `" + choice.text() + "`, which " + other + " has: expected another port.");
        }
    }
}
