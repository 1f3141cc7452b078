package footlight.app.ports;

import footlight.engine.StreamEvents;
import footlight.platform.show.LiveShows;
import footlight.platform.show.RefusedEncoder;
import java.net.InetSocketAddress;

/// Carries what happens at the engine's entrance to the platform, which takes it without blocking.
public final class EncoderNews implements StreamEvents, AutoCloseable {
    private final LiveShows shows;
    private volatile boolean closed;

    public EncoderNews(LiveShows shows) {
        this.shows = shows;
    }

    @Override
    public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {
        if (!closed) shows.encoderOn(streamId, protocol, from);
    }

    @Override
    public void publisherOff(String streamId, String reason) {
        if (!closed) shows.encoderOff(streamId, reason);
    }

    @Override
    public void refused(String streamId, InetSocketAddress from, Refused what, String reason) {
        if (closed) return;
        RefusedEncoder.Kind kind =
                switch (what) {
                    case SECOND_ENCODER -> RefusedEncoder.Kind.SECOND_ENCODER;
                    case MEDIA -> RefusedEncoder.Kind.MEDIA;
                };
        shows.encoderRefused(streamId, from, kind, reason);
    }

    /// Nothing more is told: that every encoder leaves when the process ends is no news, and the next start finds
    /// each show as it was.
    @Override
    public void close() {
        closed = true;
    }
}
