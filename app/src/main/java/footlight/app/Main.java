package footlight.app;

import footlight.app.admin.AdminRefused;
import footlight.app.admin.ShowCommand;
import footlight.app.database.DatabaseRefused;
import footlight.app.demo.DemoRefused;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.Settings;
import footlight.app.settings.SettingsReader;
import footlight.app.settings.WrongSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The commands of the program. Exit status: 0 well, 1 could not, 2 wrong words or settings; 143 after SIGTERM.
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        try {
            run(List.of(words), System.out);
        } catch (WrongSettings | UsageMistake wrong) {
            say(wrong);
            System.exit(2);
        } catch (CannotStart | DatabaseRefused | DemoRefused | AdminRefused refused) {
            say(refused);
            System.exit(1);
        } catch (RuntimeException | Error fault) {
            // The event loops would keep a process alive that serves nothing, and no supervisor would start it again.
            LoggerFactory.getLogger(Main.class).error("Footlight cannot go on", fault);
            System.exit(1);
        }
    }

    /// The words were not understood; the message says which.
    static final class UsageMistake extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageMistake(String message) {
            super(message + " See footlight --help.");
        }
    }

    private static void run(List<String> words, PrintStream out) {
        String command = words.isEmpty() ? "--help" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        if (rest.contains("--help")) command = "--help";
        switch (command) {
            case "--help", "help", "-h" -> out.print(usage());
            case "--version", "version" -> out.println("Footlight " + Version.NAME);
            case "serve" -> serve(settings(rest));
            case "demo" -> demo(rest, out);
            case "admin" -> admin(rest, out);
            default -> throw new UsageMistake("`" + command + "` is no command.");
        }
    }

    private static Footlight serve(ChosenSettings settings) {
        return Footlight.open(settings, System.getenv(), Clock.systemUTC());
    }

    private static void demo(List<String> words, PrintStream out) {
        List<String> flags = new ArrayList<>(words);
        boolean json = flags.remove("--json");
        ChosenSettings settings = settings(flags);
        serve(settings).demo(json, out);
    }

    private static void admin(List<String> words, PrintStream out) {
        if (words.size() < 2 || !words.subList(0, 2).equals(List.of("show", "create")))
            throw new UsageMistake("admin knows `show create`.");
        List<String> flags = new ArrayList<>(words.subList(2, words.size()));
        boolean json = flags.remove("--json");
        boolean wait = flags.remove("--wait");
        String title = taken(flags, "--title");
        if (title == null) throw new UsageMistake("show create needs --title TITLE.");
        ChosenSettings settings = settings(flags);
        out.println(
                ShowCommand.create(settings.of(Settings.DATA_DIR), title, !wait).printed(json));
    }

    private static @Nullable String taken(List<String> flags, String name) {
        for (int i = 0; i < flags.size(); i++) {
            if (flags.get(i).startsWith(name + "=")) return flags.remove(i).substring(name.length() + 1);
            if (flags.get(i).equals(name) && i + 1 < flags.size()) {
                flags.remove(i);
                return flags.remove(i);
            }
        }
        return null;
    }

    private static ChosenSettings settings(List<String> flags) {
        return SettingsReader.read(flags, System.getenv(), Path.of("").toAbsolutePath());
    }

    private static String usage() {
        try (InputStream in = Main.class.getResourceAsStream("/footlight/app/usage.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void say(RuntimeException refusal) {
        String message = refusal.getMessage();
        for (String line : (message == null ? refusal.toString() : message).split("\n"))
            System.err.println("footlight: " + line);
    }
}
