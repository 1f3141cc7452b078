package footlight.app.settings;

import footlight.platform.mailroom.Smtp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Every setting there is: name, what it may be, what holds when nobody chose, and what it does.
/// `docs/settings.md` is generated from here.
public final class Settings {
    public static final Setting<String> HTTP_HOST =
            Setting.of("http.host", Kinds.TEXT, "0.0.0.0", "Address on which HTTP, HTTPS, RTMP and SRT listen.");
    public static final Setting<Integer> HTTP_PORT =
            Setting.of("http.port", Kinds.PORT, "8080", "Port of the site, the API, WebSockets and HTTP media.");
    public static final Setting<Integer> HTTPS_PORT = Setting.unset(
            "https.port", Kinds.PORT, "The same over TLS, HTTP/2 included. Needs `tls.cert` and `tls.key`.");
    public static final Setting<Path> TLS_CERT = Setting.unset(
            "tls.cert", Kinds.FILE, "Certificate chain. Read again, without a restart, when the file changes.");
    public static final Setting<Path> TLS_KEY =
            Setting.unset("tls.key", Kinds.FILE, "Private key of the certificate. Read again when the file changes.");
    public static final Setting<URI> PUBLIC_URL = Setting.unset(
            "public.url",
            Kinds.WEB_ADDRESS,
            "Address under which people reach this server, used in links it hands out. Unset: the address of the request, and letters with links wait: what a request says of the address is nothing to send to others.");
    public static final Setting<List<String>> PROXY_TRUSTED = Setting.unset(
            "proxy.trusted",
            Kinds.NETWORKS,
            "Reverse proxies that are believed when they say for whom they ask, and under which name they were asked: they must overwrite those headers (see operations.md). Unset: nobody.");
    public static final Setting<String> PROXY_HEADER = Setting.of(
            "proxy.header",
            Kinds.oneOf("x-forwarded", "forwarded"),
            "x-forwarded",
            "The headers in which trusted proxies say so: `X-Forwarded-For`, `-Proto` and `-Host`, or `Forwarded` (RFC 7239).");

    public static final Setting<Integer> RTMP_PORT =
            Setting.of("rtmp.port", Kinds.PORT, "1935", "Port on which encoders publish by RTMP.");
    public static final Setting<Integer> RTMPS_PORT =
            Setting.unset("rtmps.port", Kinds.PORT, "The same over TLS. Needs `tls.cert` and `tls.key`.");
    public static final Setting<Integer> SRT_PORT = Setting.of(
            "srt.port",
            Kinds.PORT_OR_OFF,
            "8890",
            "UDP port on which encoders publish by SRT; `off`: none. Where nobody chose it and it is taken, Footlight starts without SRT.");
    public static final Setting<String> SRT_PASSPHRASE = Setting.secret(
            "srt.passphrase",
            Kinds.PASSPHRASE,
            "What SRT encoders must encrypt with, the same for all. Unset: they send in the clear, and those that encrypt are refused.");
    public static final Setting<Duration> SRT_LATENCY = Setting.of(
            "srt.latency",
            Kinds.SRT_LATENCY,
            "400ms",
            "How long SRT waits for a packet that was lost, before the picture goes on without it. An encoder may ask for more. Where nothing is lost, it delays nothing.");
    public static final Setting<Integer> WEBRTC_PORT = Setting.of(
            "webrtc.port",
            Kinds.PORT,
            "8189",
            "The one UDP port of WebRTC. The name is fixed; nothing listens on it in this version.");

    public static final Setting<String> SITE_NAME = Setting.of(
            "site.name",
            Kinds.TEXT,
            "Footlight",
            "What the site is called: in titles, and as the first channel's name.");

    public static final Setting<Path> DATA_DIR = Setting.of(
            "data.dir",
            Kinds.PATH,
            "data",
            "Folder of everything that is kept: the database, covers, keys. The systemd unit sets `/var/lib/footlight`.");
    public static final Setting<URI> DATABASE_URL = Setting.secret(
            "database.url",
            Kinds.address(
                    "an address such as `postgresql://user:password@host:5432/footlight`", "postgresql", "postgres"),
            "PostgreSQL 15 or newer to use, with an empty database whose owner the user is. Unset: Footlight runs one of its own in `data.dir`.");
    public static final Setting<URI> REDIS_URL = Setting.secret(
            "redis.url",
            Kinds.address("an address such as `redis://host:6379`", "redis", "rediss"),
            "Redis or Valkey between several nodes. The name is fixed; this version is one node and does not use it.");

    public static final Setting<String> ACCOUNTS_SIGNUP = Setting.of(
            "accounts.signup",
            Kinds.oneOf("open", "invited", "closed"),
            "open",
            "Who may make an account by the sign-up page: `open` everybody, `invited` whoever has the link of an invitation to a team, `closed` nobody but the admins. Its letters need `public.url`.");
    public static final Setting<String> SIGNIN_GOOGLE_ID = Setting.unset(
            "signin.google.id",
            Kinds.TEXT,
            "Client id of this server at Google; with its secret, people can sign in by Google. Redirect address: `<public.url>/auth/google/callback`.");
    public static final Setting<String> SIGNIN_GOOGLE_SECRET =
            Setting.secret("signin.google.secret", Kinds.TEXT, "Client secret at Google.");
    public static final Setting<String> SIGNIN_FACEBOOK_ID = Setting.unset(
            "signin.facebook.id",
            Kinds.TEXT,
            "App id of this server at Facebook. Redirect address: `<public.url>/auth/facebook/callback`.");
    public static final Setting<String> SIGNIN_FACEBOOK_SECRET =
            Setting.secret("signin.facebook.secret", Kinds.TEXT, "App secret at Facebook.");
    public static final Setting<URI> SIGNIN_FACEBOOK_ADDRESS = Setting.unset(
            "signin.facebook.address",
            Kinds.PROVIDER,
            "A stand-in for Facebook, for rehearsals: browsers and this server go there instead. Identities that it vouched for are no Facebook identities.");
    public static final Setting<String> SIGNIN_X_ID = Setting.unset(
            "signin.x.id",
            Kinds.TEXT,
            "OAuth 2.0 client id of this server at X. Redirect address: `<public.url>/auth/x/callback`.");
    public static final Setting<String> SIGNIN_X_SECRET =
            Setting.secret("signin.x.secret", Kinds.TEXT, "OAuth 2.0 client secret at X.");
    public static final Setting<URI> SIGNIN_X_ADDRESS = Setting.unset(
            "signin.x.address",
            Kinds.PROVIDER,
            "A stand-in for X, for rehearsals: browsers and this server go there instead. Identities that it vouched for are no X identities.");
    public static final Setting<URI> SIGNIN_OIDC_ISSUER = Setting.unset(
            "signin.oidc.issuer",
            Kinds.PROVIDER,
            "Issuer of any OpenID Connect provider, such as `https://id.example.org`. More than one: in the admin's pages. Redirect address: `<public.url>/auth/oidc/callback`.");
    public static final Setting<String> SIGNIN_OIDC_ID =
            Setting.unset("signin.oidc.id", Kinds.TEXT, "Client id of this server there.");
    public static final Setting<String> SIGNIN_OIDC_SECRET =
            Setting.secret("signin.oidc.secret", Kinds.TEXT, "Client secret there.");
    public static final Setting<String> SIGNIN_OIDC_NAME =
            Setting.of("signin.oidc.name", Kinds.TEXT, "Single sign-on", "What its button says: \"Continue with …\".");

    public static final Setting<Integer> AUDIT_DAYS = Setting.of(
            "audit.days",
            Kinds.whole(1, 3_650, "a whole number of days"),
            "365",
            "For how many days it is kept who did what, with their network address: on `/admin/audit`, and a channel's part of it on its dashboard.");

    public static final Setting<Integer> API_RATE = Setting.of(
            "api.rate",
            Kinds.whole(0, 1_000_000, "a whole number, 0 for no limit"),
            "600",
            "Requests to the API in a minute, of one person or key; ten times as many of an address that nobody signed in from. More are answered 429.");
    public static final Setting<List<String>> OUTGOING_PRIVATE = Setting.unset(
            "outgoing.private",
            Kinds.PLACES,
            "What inside your own network this server may call when somebody names it: a webhook's receiver, a sign-in provider. Unset: addresses of the public internet alone.");

    public static final Setting<Smtp> MAIL_SMTP = Setting.secret(
            "mail.smtp",
            Kinds.SMTP,
            "The mail server that takes letters to people; needs `mail.from`. `smtp://` begins TLS by STARTTLS: required where there is a password, else where it is offered; `?starttls=required`, `offered` or `never` decides. Unset: no mail goes out, and whoever runs the server finds the letters with their links on the server's page.");
    public static final Setting<String> MAIL_FROM =
            Setting.unset("mail.from", Kinds.MAIL_FROM, "Where letters come from.");

    public static final Setting<String> LIVE_FLUSH = Setting.of(
            "live.flush",
            new Kind<>("`frame`, or milliseconds from 0 to 1000", Settings::flush),
            "frame",
            "How long frames are gathered before they go out to viewers: `0` each at once, `frame` one picture with its sound, else milliseconds. Longer costs less CPU and more delay.");
    public static final Setting<Boolean> LIVE_TAKEOVER = Setting.of(
            "live.takeover",
            Kinds.SWITCH,
            "true",
            "A second encoder with the same key takes the show over; `false`: it is refused while the first is on.");
    public static final Setting<Duration> LIVE_GRACE = Setting.of(
            "live.grace",
            Kinds.DURATION,
            "60s",
            "How long a show stays live after its encoder dropped, waiting for it to come back.");
    public static final Setting<Duration> HLS_SEGMENT = Setting.of(
            "hls.segment",
            new Kind<>("a time from 1s to 20s, in whole seconds", Settings::segment),
            "4s",
            "How long HLS segments are. A segment begins at a keyframe where one comes in time, so a multiple of the encoders' keyframe interval is best. Players of LL-HLS do not wait for whole segments.");
    public static final Setting<MemoryAmount> MEDIA_MEMORY = Setting.of(
            "media.memory",
            Kinds.MEMORY,
            "50%",
            "Most memory that live media may hold. Over it, the oldest held frames are let go. A percentage is of what Footlight may hold outside the Java heap, which is 40% of the machine's memory.");

    public static final Setting<Path> FFMPEG_PATH = Setting.unset(
            "ffmpeg.path", Kinds.PATH, "The ffmpeg program to use. Unset: the one that comes with Footlight.");
    public static final Setting<String> LOG_LEVEL =
            Setting.of("log.level", Kinds.oneOf("error", "warn", "info", "debug"), "info", "How much is logged.");

    public static final Setting<String> LOG_FORMAT = Setting.of(
            "log.format",
            Kinds.oneOf("text", "json"),
            "text",
            "How a line of the log looks: `text` for people, `json` for collectors.");
    public static final Setting<Boolean> LOG_ACCESS = Setting.of(
            "log.access",
            Kinds.SWITCH,
            "false",
            "Whether each request is logged when it was answered: who, what route, status, time. Addresses of people are in it.");
    public static final Setting<String> METRICS_ACCESS = Setting.of(
            "metrics.access",
            Kinds.oneOf("loopback", "token", "open"),
            "loopback",
            "Who may read `/metrics`: `loopback` who asks from this machine and through no proxy, `token` who shows `metrics.token`, `open` everybody.");
    public static final Setting<String> METRICS_TOKEN = Setting.secret(
            "metrics.token", Kinds.PASSPHRASE, "The bearer token for `/metrics`, where `metrics.access` is `token`.");

    public static final List<Setting<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            HTTPS_PORT,
            TLS_CERT,
            TLS_KEY,
            PUBLIC_URL,
            PROXY_TRUSTED,
            PROXY_HEADER,
            RTMP_PORT,
            RTMPS_PORT,
            SRT_PORT,
            SRT_PASSPHRASE,
            SRT_LATENCY,
            WEBRTC_PORT,
            SITE_NAME,
            DATA_DIR,
            DATABASE_URL,
            REDIS_URL,
            ACCOUNTS_SIGNUP,
            SIGNIN_GOOGLE_ID,
            SIGNIN_GOOGLE_SECRET,
            SIGNIN_FACEBOOK_ID,
            SIGNIN_FACEBOOK_SECRET,
            SIGNIN_FACEBOOK_ADDRESS,
            SIGNIN_X_ID,
            SIGNIN_X_SECRET,
            SIGNIN_X_ADDRESS,
            SIGNIN_OIDC_ISSUER,
            SIGNIN_OIDC_ID,
            SIGNIN_OIDC_SECRET,
            SIGNIN_OIDC_NAME,
            AUDIT_DAYS,
            API_RATE,
            OUTGOING_PRIVATE,
            MAIL_SMTP,
            MAIL_FROM,
            LIVE_FLUSH,
            LIVE_TAKEOVER,
            LIVE_GRACE,
            HLS_SEGMENT,
            MEDIA_MEMORY,
            FFMPEG_PATH,
            LOG_LEVEL,
            LOG_FORMAT,
            LOG_ACCESS,
            METRICS_ACCESS,
            METRICS_TOKEN);

    private Settings() {}

    private static Duration segment(String text) {
        Duration length = Kinds.DURATION.read().apply(text);
        if (length.compareTo(Duration.ofSeconds(1)) < 0
                || length.compareTo(Duration.ofSeconds(20)) > 0
                || length.toMillisPart() != 0) throw new IllegalArgumentException(text);
        return length;
    }

    private static String flush(String text) {
        if (text.equals("frame")) return text;
        int milliseconds = Integer.parseInt(text);
        if (milliseconds < 0 || milliseconds > 1000) throw new IllegalArgumentException(text);
        return Integer.toString(milliseconds);
    }
}
