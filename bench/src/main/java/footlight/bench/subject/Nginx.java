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

/// nginx with its RTMP module: one worker, RTMP play only. A viewer starts at the next keyframe, for the
/// module keeps none.
public record Nginx() implements Subject {
    private static final Duration START = Duration.ofSeconds(5);
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");
    private static final String PACKAGES = "nginx libnginx-mod-rtmp";

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(Protocol.RTMP);
    }

    @Override
    public List<Flush> flushes() {
        return List.of(Flush.NONE);
    }

    @Override
    public Server start(Flush flush, Path folder) throws IOException {
        Path nginx = Program.need("nginx", PACKAGES);
        if (!Files.exists(MODULE)) throw new MissingProgram("nginx's RTMP module", "apt install " + PACKAGES);
        int port = Ports.free();
        Path settings = folder.resolve("nginx.conf");
        Files.writeString(settings, settings(folder, port));
        var child = Child.start(
                name(),
                folder,
                Map.of(),
                List.of(nginx.toString(), "-p", folder.toString(), "-c", settings.toString()));
        String stream = "rtmp://127.0.0.1:" + port + "/live/clip";
        return new ChildServer(child, Optional.of(stream), Map.of(Protocol.RTMP, stream)).answering(port, START);
    }

    private static String settings(Path folder, int port) {
        // As root its worker would become a user who cannot read this folder.
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
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
                    application live { live on; wait_key on; }
                  }
                }
                """.formatted(MODULE, user, folder, port);
    }
}
