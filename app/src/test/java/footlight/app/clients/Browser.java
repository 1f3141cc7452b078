package footlight.app.clients;

import footlight.app.running.BundledFfmpeg;
import footlight.app.running.Run;
import footlight.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A browser that opens one page, nobody seeing it, and lets pages play sound.
///
/// @param profile an empty folder of its own
record Browser(String name, List<String> command, Path profile) {
    /// Where Debian keeps the browser that comes with WebKitGTK.
    private static final Path MINI_BROWSER = Path.of("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser");

    static Browser chromium(Path profile) {
        return new Browser(
                "Chromium",
                command(
                        Programs.need("chromium", "chromium"),
                        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
                                + " --disable-background-networking --disable-component-update --disable-sync"
                                + " --remote-debugging-port=0 --autoplay-policy=no-user-gesture-required"
                                + " --ignore-certificate-errors --user-data-dir=" + profile),
                profile);
    }

    static Browser firefox(Path profile) throws IOException {
        Files.writeString(profile.resolve("user.js"), """
                user_pref("media.autoplay.default", 0);
                user_pref("media.autoplay.blocking_policy", 0);
                user_pref("datareporting.policy.dataSubmissionEnabled", false);
                user_pref("browser.shell.checkDefaultBrowser", false);
                """);
        return new Browser(
                "Firefox",
                command(Programs.need("firefox-esr", "firefox-esr"), "--headless --no-remote --profile " + profile),
                profile);
    }

    /// WebKitGTK has no mode without a window.
    static Browser webKitGtk(Path profile) {
        Path xvfb = Programs.need("xvfb-run", "xvfb xauth");
        Programs.need(Files.isExecutable(MINI_BROWSER), "WebKitGTK's MiniBrowser", "webkit2gtk-driver");
        return new Browser(
                "WebKitGTK",
                command(xvfb, "-a " + MINI_BROWSER + " --private --autoplay-policy=allow --ignore-tls-errors"),
                profile);
    }

    private static List<String> command(Path program, String options) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(BundledFfmpeg.words(options));
        return command;
    }

    /// Its name with its version.
    String named() throws Exception {
        return ClientMatrix.named(name, with("--version"));
    }

    Run open(String page) throws IOException {
        return Run.start(with(page));
    }

    private ProcessBuilder with(String last) {
        List<String> whole = new ArrayList<>(command);
        whole.add(last);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().put("MOZ_DISABLE_CONTENT_SANDBOX", "1");
        builder.environment().put("LIBGL_ALWAYS_SOFTWARE", "1");
        return builder;
    }
}
