package footlight.app.ports;

import footlight.engine.StreamEvents;
import footlight.engine.doctor.EncoderDoctor;
import footlight.platform.show.LiveShows;
import footlight.platform.show.RefusedEncoder;
import java.net.InetSocketAddress;

/// Carries what happens at the engine's entrance to the platform, which takes it without blocking, and tells the doctor
/// who it is.
public final class EncoderNews implements StreamEvents, AutoCloseable {
    private final LiveShows shows;
    private final EncoderDoctor doctor;
    private volatile boolean closed;

    EncoderNews(LiveShows shows, EncoderDoctor doctor) {
        this.shows = shows;
        this.doctor = doctor;
    }

    @Override
    public void publisherOn(String streamId, String protocol, InetSocketAddress from, String encoder) {
        doctor.encoderIs(streamId, encoder);
        if (!closed) shows.encoderOn(streamId, protocol, from, encoder);
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
