package footlight.engine;

/// Decides who may receive a stream's media. Asked by every media route, on an event loop: it
/// answers from what it has in memory and never blocks.
public interface PlayGate {
    Admission admit(PlayRequest request);
}
