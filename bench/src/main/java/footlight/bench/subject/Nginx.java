package footlight.bench.subject;

import footlight.bench.host.Child;
import footlight.bench.host.MissingProgram;
import footlight.bench.host.Ports;
import footlight.bench.host.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// nginx with its RTMP module: one worker. By RTMP play a viewer starts at the next keyframe, for the module keeps
/// none. With `hls` the module writes MPEG-TS segments of 4 s into files, and nginx serves those.
public record Nginx(String name, boolean hls) implements Subject {
    private static final Duration START = Duration.ofSeconds(5);
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");
    private static final String PACKAGES = "nginx libnginx-mod-rtmp";

    public static Nginx rtmp() {
        return new Nginx("nginx", false);
    }

    /// @param name as in the table
    public static Nginx hls(String name) {
        return new Nginx(name, true);
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(hls ? Protocol.HLS : Protocol.RTMP);
    }

    @Override
    public List<Flush> flushes() {
        return List.of(Flush.NONE);
    }

    @Override
    public Server start(Flush flush, Path folder) throws IOException {
        Path nginx = Program.need("nginx", PACKAGES);
        if (!Files.exists(MODULE)) throw new MissingProgram("nginx's RTMP module", "apt install " + PACKAGES);
        int rtmp = Ports.free();
        int http = Ports.free();
        Path settings = folder.resolve("nginx.conf");
        Files.writeString(settings, settings(folder, rtmp, http));
        var child = Child.start(
                name(),
                folder,
                Map.of(),
                List.of(nginx.toString(), "-p", folder.toString(), "-c", settings.toString()));
        String stream = "rtmp://127.0.0.1:" + rtmp + "/live/clip";
        String list = "http://127.0.0.1:" + http + "/hls/clip.m3u8";
        return new ChildServer(child, Optional.of(stream), Map.of(Protocol.RTMP, stream, Protocol.HLS, list))
                .answering(rtmp, START);
    }

    private String settings(Path folder, int rtmp, int http) {
        // As root its worker would become a user who cannot read this folder.
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        String packing =
                hls ? "hls on; hls_path %s/hls; hls_fragment 4s; hls_playlist_length 36s;".formatted(folder) : "";
        String files = hls ? files(folder, http) : "";
        return """
                load_module %s;
                %s
                daemon off;
                pid %s/nginx.pid;
                error_log stderr warn;
                worker_processes 1;
                worker_rlimit_nofile 65536;
                events { worker_connections 16384; }
                rtmp {
                  server {
                    listen 127.0.0.1:%d;
                    chunk_size 4096;
                    access_log off;
                    application live { live on; wait_key on; %s }
                  }
                }
                %s""".formatted(MODULE, user, folder, rtmp, packing, files);
    }

    /// As the module's own pages have it, and no log of each request.
    private static String files(Path folder, int port) {
        return """
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 1000000;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
                  server {
                    listen 127.0.0.1:%2$d;
                    root %1$s;
                    add_header Cache-Control no-cache;
                  }
                }
                """.formatted(folder, port);
    }
}
