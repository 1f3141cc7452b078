package footlight.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import footlight.app.admin.AdminRefused;
import footlight.app.backup.BackupRefused;
import footlight.app.database.DatabaseRefused;
import footlight.app.demo.DemoRefused;
import footlight.app.settings.ChosenSettings;
import footlight.app.settings.SettingsReader;
import footlight.app.settings.WrongSettings;
import footlight.platform.store.DatabaseUnusable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
        } catch (CannotStart
                | DatabaseRefused
                | DatabaseUnusable
                | DemoRefused
                | AdminRefused
                | BackupRefused refused) {
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
        // Backup and restore start a database of their own where no server runs, which has nothing to tell.
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger("footlight")
                .setLevel(Level.WARN);
        int status = new AdminCommands(System.getenv(), out, Clock.systemUTC()).run(words);
        if (status != 0) System.exit(status);
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
