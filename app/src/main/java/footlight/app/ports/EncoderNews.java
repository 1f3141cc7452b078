package footlight.app.ports;

import footlight.engine.StreamEvents;
import footlight.platform.show.LiveShows;
import footlight.platform.show.RefusedEncoder;
import java.net.InetSocketAddress;

/// Carries what happens at the engine's entrance to the platform, which takes it without blocking.
public final class EncoderNews implements StreamEvents {
    private final LiveShows shows;

    EncoderNews(LiveShows shows) {
        this.shows = shows;
    }

    @Override
    public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {
        shows.encoderOn(streamId, protocol, from);
    }

    @Override
    public void publisherOff(String streamId, String reason) {
        shows.encoderOff(streamId, reason);
    }

    @Override
    public void refused(String streamId, InetSocketAddress from, Refused what, String reason) {
        RefusedEncoder.Kind kind =
                switch (what) {
                    case SECOND_ENCODER -> RefusedEncoder.Kind.SECOND_ENCODER;
                    case MEDIA -> RefusedEncoder.Kind.MEDIA;
                };
        shows.encoderRefused(streamId, from, kind, reason);
    }
}
