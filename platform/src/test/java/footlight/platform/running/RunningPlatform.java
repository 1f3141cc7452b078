package footlight.platform.running;

import footlight.front.Business;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.platform.Platform;
import footlight.platform.PlatformSettings;
import footlight.platform.show.Addresses;
import footlight.platform.show.ShowSettings;
import footlight.platform.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A platform on ports of loopback, with a database of its own and an engine that is not there.
public final class RunningPlatform implements AutoCloseable {
    public static final String INDEX_HTML =
            "<!doctype html><html><head><!--first-paint--><!--head--><!--state--></head>"
                    + "<body><div id=\"root\"><!--body--></div></body></html>";

    public final TestClock clock;
    public final FakeEngine engine = new FakeEngine();
    public final Path dataDir;
    public final String databaseUrl;
    public final Database database;
    public final Platform platform;
    private final Loops loops;
    private final Front front;

    private RunningPlatform(String databaseUrl, Path dataDir, TestClock clock) throws IOException {
        this.databaseUrl = databaseUrl;
        this.dataDir = dataDir;
        this.clock = clock;
        this.database = Database.open(databaseUrl, "", "");
        this.loops = Loops.open(1);
        Addresses addresses = new Addresses(null, () -> 1935, () -> 0, () -> 8890, false);
        this.platform = Platform.open(
                new PlatformSettings(dataDir, "Footlight", INDEX_HTML, addresses, ShowSettings.USUAL),
                database,
                engine,
                new Business(),
                loops.all().getFirst(),
                clock,
                clock::nanos);
        this.front = Front.open(loops, FrontSettings.local(), platform.mounts());
    }

    public static RunningPlatform open() {
        try {
            return new RunningPlatform(
                    TestPostgres.freshUrl(), Files.createTempDirectory("footlight-platform"), new TestClock());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The process goes and comes again: memory is lost, database and data folder stay.
    public RunningPlatform restarted() throws IOException {
        close();
        return new RunningPlatform(databaseUrl, dataDir, clock);
    }

    public String url() {
        return "http://127.0.0.1:" + front.httpPort();
    }

    public Browser browser() {
        return new Browser(url());
    }

    /// A browser whose owner is signed in; makes the owner's account the first time.
    public Browser owner() {
        Browser browser = browser();
        platform.setupPath()
                .ifPresent(path -> browser.post(
                        "/setup",
                        "{\"token\":\"" + path.substring(path.indexOf('=') + 1)
                                + "\",\"name\":\"Ada\",\"email\":\"ada@example.org\",\"password\":\"" + Browser.PASSWORD
                                + "\"}"));
        browser.signIn("ada@example.org", Browser.PASSWORD);
        return browser;
    }

    public String adminToken() throws IOException {
        return Files.readString(dataDir.resolve("admin.token")).strip();
    }

    @Override
    public void close() {
        front.close();
        platform.close();
        loops.close();
        database.close();
    }
}
