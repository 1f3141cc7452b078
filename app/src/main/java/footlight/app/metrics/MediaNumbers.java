package footlight.app.metrics;

import footlight.app.ports.Engine;
import footlight.app.ports.EngineNumbers;
import footlight.engine.rtmp.RtmpEdge;
import footlight.engine.srt.SrtEdge;
import footlight.live.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The streams, their encoders and viewers.
final class MediaNumbers {
    private static final List<String> WAYS = List.of("wsflv", "flv", "hls", "rtmp");

    private MediaNumbers() {}

    static void into(Exposition out, Engine engine, RtmpEdge rtmp, Optional<SrtEdge> srt) {
        EngineNumbers numbers = engine.numbers();
        out.gauge("footlight_streams", "Streams that an encoder sends to.", numbers.published());
        out.gauge("footlight_streams_held", "Streams in memory, with an encoder or not.", numbers.held());
        out.family("footlight_viewers", "gauge", "Who watches now, by the way they do.");
        Map<String, Integer> viewers = numbers.viewers();
        for (String way : WAYS) out.sample("footlight_viewers", viewers.getOrDefault(way, 0), "protocol", way);
        out.gauge(
                "footlight_ingest_bytes_per_second",
                "What encoders sent in the last second.",
                numbers.ingestBps() / 8.0);
        traffic(out, numbers.traffic());
        out.gauge(
                "footlight_media_memory_bytes", "Live media that is held for joiners and HLS.", numbers.memoryBytes());
        out.gauge("footlight_media_memory_limit_bytes", "Most of it, by media.memory.", numbers.memoryLimitBytes());
        out.gauge("footlight_rtmp_connections", "Open connections of the RTMP ports.", rtmp.connections());
        out.counter(
                "footlight_rtmp_connections_refused_total",
                "Connections of the RTMP ports that were closed at accept.",
                rtmp.refused());
        out.gauge(
                "footlight_srt_callers",
                "Encoders and callers on the SRT port.",
                srt.map(SrtEdge::callers).orElse(0));
    }

    private static void traffic(Exposition out, Traffic.Totals totals) {
        out.counter("footlight_ingest_bytes_total", "Media that encoders sent.", totals.bytesIn());
        out.family("footlight_ingest_frames_total", "counter", "Frames that encoders sent.");
        out.sample("footlight_ingest_frames_total", totals.videoFramesIn(), "kind", "video");
        out.sample("footlight_ingest_frames_total", totals.audioFramesIn(), "kind", "audio");
        out.counter(
                "footlight_egress_bytes_total", "Media that was handed to viewers, each by itself.", totals.bytesOut());
        out.counter(
                "footlight_egress_frames_total",
                "Frames that were handed to viewers of FLV and RTMP, each by itself.",
                totals.framesOut());
        out.counter(
                "footlight_viewer_backlogs_dropped_total",
                "Times that a slow viewer's backlog was thrown away and refilled from a keyframe.",
                totals.jumps());
        out.counter("footlight_viewers_cut_off_total", "Viewers that took nothing for ten seconds.", totals.cuts());
    }
}
