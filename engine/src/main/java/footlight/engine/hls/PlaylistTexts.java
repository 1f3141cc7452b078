package footlight.engine.hls;

import footlight.wire.cmaf.Mp4Track;
import footlight.wire.cmaf.SampleEntry;
import footlight.wire.hls.MultivariantPlaylist;
import footlight.wire.hls.Variant;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The texts of one snapshot, each made when it is asked for first and then kept, plain and packed by
/// gzip. Any thread; should two ask at once it is made twice.
final class PlaylistTexts {
    /// Which text.
    enum Kind {
        MULTIVARIANT,
        WHOLE,
        DELTA
    }

    private static final class Made {
        volatile @Nullable Buffer plain;
        volatile @Nullable Buffer packed;
    }

    private final Snapshot snapshot;
    private final Map<Kind, Made> made = new EnumMap<>(Kind.class);

    PlaylistTexts(Snapshot snapshot) {
        this.snapshot = snapshot;
        for (Kind kind : Kind.values()) made.put(kind, new Made());
    }

    Buffer plain(Kind kind) {
        Made own = Objects.requireNonNull(made.get(kind));
        Buffer before = own.plain;
        if (before != null) return before;
        Buffer text = text(kind);
        own.plain = text;
        return text;
    }

    Buffer gzip(Kind kind) {
        Made own = Objects.requireNonNull(made.get(kind));
        Buffer before = own.packed;
        if (before != null) return before;
        Buffer text = packed(plain(kind));
        own.packed = text;
        return text;
    }

    private Buffer text(Kind kind) {
        return switch (kind) {
            case MULTIVARIANT -> buffer(multivariant().text());
            case WHOLE -> buffer(snapshot.list().text());
            case DELTA -> {
                Optional<ByteBuffer> delta = snapshot.list().delta();
                yield delta.isPresent() ? buffer(delta.get()) : plain(Kind.WHOLE);
            }
        };
    }

    private MultivariantPlaylist multivariant() {
        Init init = snapshot.newestInit();
        if (init == null) return new MultivariantPlaylist(false, List.of());
        int width = 0;
        int height = 0;
        for (Mp4Track track : init.tracks()) {
            if (track.entry() instanceof SampleEntry.Video video) {
                width = video.width();
                height = video.height();
            }
        }
        Variant variant = new Variant(HlsRoutes.RENDITION, peakBps(), averageBps(), init.codecs(), width, height, 0);
        return new MultivariantPlaylist(false, List.of(variant));
    }

    private long peakBps() {
        long peak = 1;
        for (HeldSegment segment : snapshot.held()) {
            peak = Math.max(peak, bps(segment.whole().size(), segment.told().durationUs()));
        }
        return peak;
    }

    private long averageBps() {
        long bytes = 0;
        long us = 0;
        for (HeldSegment segment : snapshot.held()) {
            bytes += segment.whole().size();
            us += segment.told().durationUs();
        }
        return bps(bytes, us);
    }

    private static long bps(long bytes, long us) {
        return us == 0 ? 0 : bytes * 8 * 1_000_000 / us;
    }

    private static Buffer buffer(ByteBuffer text) {
        byte[] bytes = new byte[text.remaining()];
        text.get(bytes);
        return Buffer.buffer(bytes);
    }

    private static Buffer packed(Buffer text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(text.getBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
