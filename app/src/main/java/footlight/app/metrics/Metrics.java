package footlight.app.metrics;

import footlight.app.log.RecentLines;
import footlight.app.ports.Engine;
import footlight.engine.rtmp.RtmpEdge;
import footlight.engine.srt.SrtEdge;
import footlight.front.Business;
import footlight.front.Front;
import footlight.platform.Platform;
import footlight.platform.store.Database;
import java.util.Optional;

/// Every number of the server, read where it is counted at the moment it is asked for: nothing is kept here, and what
/// counts per frame takes no lock. Blocks on no database. Any thread.
///
/// @param version of Footlight
public record Metrics(
        String version,
        Front front,
        Business business,
        Engine engine,
        RtmpEdge rtmp,
        Optional<SrtEdge> srt,
        LoopDelay loops,
        Database database,
        Platform platform,
        RecentLines log) {

    /// In the text format of Prometheus.
    public String text() {
        Exposition out = new Exposition();
        out.family("footlight_build_info", "gauge", "Always 1; its labels say what runs.");
        out.sample("footlight_build_info", 1, "version", version, "java", System.getProperty("java.version", ""));
        HttpNumbers.into(out, front, business);
        MediaNumbers.into(out, engine, rtmp, srt);
        out.family(
                "footlight_event_loop_delay_seconds",
                "histogram",
                "How much later than asked an event loop did a task; four looks a second at each.");
        out.histogram("footlight_event_loop_delay_seconds", LoopDelay.SECONDS, loops.counts(), loops.seconds());
        pool(out);
        platform.levels().forEach(level -> {
            if (level.rises()) out.counter(level.name(), level.about(), level.now());
            else out.gauge(level.name(), level.about(), level.now());
        });
        out.family("footlight_log_lines_total", "counter", "Warnings and errors that were logged.");
        out.sample("footlight_log_lines_total", log.warnings(), "level", "warn");
        out.sample("footlight_log_lines_total", log.errors(), "level", "error");
        ProcessNumbers.into(out);
        return out.toString();
    }

    private void pool(Exposition out) {
        Database.Pool pool = database.pool();
        out.gauge("footlight_database_up", "1 while the database answered when it was asked last.", pool.up() ? 1 : 0);
        out.family("footlight_database_connections", "gauge", "Connections of the pool to the database.");
        out.sample("footlight_database_connections", pool.busy(), "state", "busy");
        out.sample("footlight_database_connections", pool.idle(), "state", "idle");
        out.gauge("footlight_database_connections_limit", "Most connections of the pool.", pool.most());
        out.gauge("footlight_database_waiting", "Who waits for a connection of the pool.", pool.waiting());
    }
}
