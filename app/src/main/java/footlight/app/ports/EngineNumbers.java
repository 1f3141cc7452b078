package footlight.app.ports;

import footlight.live.Traffic;
import java.util.Map;

/// What the engine does at one moment.
///
/// @param published streams with an encoder
/// @param held streams in memory
/// @param viewers by way: `wsflv`, `flv`, `hls`, `rtmp`
/// @param ingestBps bits a second of all encoders together
public record EngineNumbers(
        int published,
        int held,
        Map<String, Integer> viewers,
        long ingestBps,
        Traffic.Totals traffic,
        long memoryBytes,
        long memoryLimitBytes) {}
