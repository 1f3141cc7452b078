package footlight.platform.running;

import footlight.front.Business;
import footlight.front.Front;
import footlight.front.FrontSettings;
import footlight.front.Loops;
import footlight.platform.Platform;
import footlight.platform.PlatformSettings;
import footlight.platform.account.SignUp;
import footlight.platform.identity.Provider;
import footlight.platform.mailroom.MailSettings;
import footlight.platform.outside.Reach;
import footlight.platform.secret.Digests;
import footlight.platform.secret.RandomNames;
import footlight.platform.show.Addresses;
import footlight.platform.show.ShowSettings;
import footlight.platform.store.Database;
import footlight.platform.store.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// A platform on ports of loopback, with a database of its own and an engine that is not there.
public final class RunningPlatform implements AutoCloseable {
    public static final String INDEX_HTML = "<!doctype html><html><head><!--first-paint--><!--head--><!--state-->"
            + "<!--preload {\"show\":[\"/assets/show.js\"],\"home\":[]}--></head>"
            + "<body><div id=\"root\"><!--body--></div></body></html>";

    /// 127.0.0.1 stands for the internet here, and 127.0.0.2 for what is inside.
    private static final Reach REACH = Reach.with(List.of("127.0.0.1/32"));

    private final RandomNames names = new RandomNames();
    private final AtomicBoolean settingUp = new AtomicBoolean();
    public final TestClock clock;
    public final FakeEngine engine = new FakeEngine();
    public final Path dataDir;
    public final String databaseUrl;
    public final Database database;
    public final Platform platform;
    private final Loops loops;
    private final Front front;
    private final int apiRate;
    private final List<Provider> providers;
    private final MailSettings mail;

    private RunningPlatform(
            String databaseUrl, Path dataDir, TestClock clock, int apiRate, List<Provider> providers, MailSettings mail)
            throws IOException {
        this.mail = mail;
        this.apiRate = apiRate;
        this.providers = providers;
        this.databaseUrl = databaseUrl;
        this.dataDir = dataDir;
        this.clock = clock;
        this.database = Database.open(databaseUrl, "", "");
        this.loops = Loops.open(1);
        Addresses addresses = new Addresses(null, () -> 1935, () -> 0, () -> 8890, false);
        this.platform = Platform.open(
                new PlatformSettings(
                        dataDir,
                        "Footlight",
                        INDEX_HTML,
                        INDEX_HTML,
                        addresses,
                        ShowSettings.USUAL,
                        apiRate,
                        REACH,
                        providers,
                        mail,
                        SignUp.OPEN,
                        365),
                database,
                engine,
                new Business(),
                loops.all().getFirst(),
                clock,
                clock::nanos,
                new FakeMachine());
        settingUp.set(platform.setupPath().isPresent());
        this.front = Front.open(loops, FrontSettings.local(), platform.mounts());
    }

    /// One that does not count requests.
    public static RunningPlatform open() {
        return open(0);
    }

    /// @param apiRate requests in a minute; 0 for no limit
    public static RunningPlatform open(int apiRate) {
        return open(apiRate, List.of());
    }

    /// @param providers by whom people can sign in
    public static RunningPlatform open(int apiRate, List<Provider> providers) {
        return open(apiRate, providers, MailSettings.NONE);
    }

    public static RunningPlatform open(int apiRate, MailSettings mail) {
        return open(apiRate, List.of(), mail);
    }

    private static RunningPlatform open(int apiRate, List<Provider> providers, MailSettings mail) {
        try {
            return new RunningPlatform(
                    TestPostgres.freshUrl(),
                    Files.createTempDirectory("footlight-platform"),
                    new TestClock(),
                    apiRate,
                    providers,
                    mail);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The process goes and comes again: memory is lost, database and data folder stay.
    public RunningPlatform restarted() throws IOException {
        close();
        return new RunningPlatform(databaseUrl, dataDir, clock, apiRate, providers, mail);
    }

    /// Beside this one, on the same database, with a data folder and so a secret key of its own.
    public RunningPlatform withAnotherKey() throws IOException {
        return new RunningPlatform(
                databaseUrl, Files.createTempDirectory("footlight-platform"), clock, apiRate, providers, mail);
    }

    public String url() {
        return "http://127.0.0.1:" + front.httpPort();
    }

    public Browser browser() {
        return new Browser(url());
    }

    /// A browser whose owner is signed in; makes the owner's account the first time.
    public Browser owner() {
        settingUp.set(false);
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

    /// A browser at which a new person is signed in, who has no part in any channel.
    public Browser person(String name) {
        // The first account is the one that runs the server.
        if (settingUp.compareAndSet(true, false)) owner();
        String id = names.id();
        String token = names.token();
        // Not by the forms: hashing a password takes long, and tries are limited.
        database.jdbi().useHandle(handle -> {
            handle.createUpdate("""
                    insert into account (id, email, name, password_hash, role, verified_at, created_at)
                    values (:id, :email, :name, null, 'member', :now, :now)""")
                    .bind("id", id)
                    .bind("email", id + "@example.org")
                    .bind("name", name)
                    .bind("now", Rows.time(clock.instant()))
                    .execute();
            handle.createUpdate("""
                    insert into session (token_hash, account_id, created_at, seen_at, expires_at)
                    values (:hash, :id, :now, :now, :now + interval '30 days')""")
                    .bind("hash", Digests.sha256(token))
                    .bind("id", id)
                    .bind("now", Rows.time(clock.instant()))
                    .execute();
        });
        Browser browser = browser();
        browser.cookie = "session=" + token;
        browser.csrfToken = browser.get("/session").json().getString("csrfToken");
        browser.accountId = id;
        return browser;
    }

    /// Makes the person at this browser a member.
    public void join(Browser browser, String channelId, String role) {
        database.jdbi().useHandle(handle -> handle.createUpdate("""
                insert into channel_member (channel_id, account_id, role) values (:channel, :account, :role)
                on conflict (channel_id, account_id) do update set role = excluded.role""")
                .bind("channel", channelId)
                .bind("account", browser.accountId)
                .bind("role", role)
                .execute());
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
