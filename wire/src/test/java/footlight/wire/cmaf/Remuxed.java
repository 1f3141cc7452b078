package footlight.wire.cmaf;

import footlight.testkit.mp4.Box;
import footlight.testkit.mp4.Fragment;
import footlight.testkit.mp4.Movie;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A fragmented MP4 of somebody else's taken apart, to be put together by ours: its tracks, and its fragments with the
/// samples' bytes.
public record Remuxed(List<Mp4Track> tracks, List<Piece> pieces) {
    private static final int NCLX = 0x6e636c78;

    /// The runs of a fragment and the bytes of all their samples, run after run.
    public record Piece(List<TrackRun> runs, ByteBuffer payload) {}

    public static Remuxed of(Path source) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(source));
        Movie movie = Movie.read(bytes);
        return new Remuxed(
                movie.tracks().stream().map(Remuxed::track).toList(),
                Fragment.read(movie, bytes).stream().map(Remuxed::piece).toList());
    }

    public ByteBuffer init() {
        return InitSegment.of(tracks);
    }

    /// The piece at `index` as a whole fragment of ours.
    public ByteBuffer fragment(int index) {
        Piece piece = pieces.get(index);
        ByteBuffer head = FragmentHead.of(index + 1, piece.runs());
        return ByteBuffer.allocate(head.remaining() + piece.payload().remaining())
                .put(head)
                .put(piece.payload().duplicate())
                .flip();
    }

    public void write(Path to) throws IOException {
        try (var out = Files.newByteChannel(
                to, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            out.write(init());
            for (int i = 0; i < pieces.size(); i++) out.write(fragment(i));
        }
    }

    private static Mp4Track track(Movie.Track track) {
        return new Mp4Track(track.id(), track.timescale(), entry(track));
    }

    private static SampleEntry entry(Movie.Track track) {
        return switch (track.entry().type()) {
            case "avc1" -> picture(VideoCoding.AVC, track, "avcC");
            case "hvc1" -> picture(VideoCoding.HEVC, track, "hvcC");
            case "av01" -> picture(VideoCoding.AV1, track, "av1C");
            case "vp09" -> picture(VideoCoding.VP9, track, "vpcC");
            case "mp4a" -> elementary(track);
            case "Opus" -> sound(AudioCoding.OPUS, track, "dOps");
            case "fLaC" -> sound(AudioCoding.FLAC, track, "dfLa");
            case "ac-3" -> sound(AudioCoding.AC3, track, "dac3");
            case "ec-3" -> sound(AudioCoding.EAC3, track, "dec3");
            default -> throw new AssertionError("sample entry " + track.entry().type());
        };
    }

    private static SampleEntry picture(VideoCoding coding, Movie.Track track, String box) {
        Colour colour = track.entry()
                .children("colr")
                .map(Box::content)
                .filter(colr -> colr.getInt(0) == NCLX)
                .map(colr -> new Colour(colr.getShort(4), colr.getShort(6), colr.getShort(8), colr.get(10) < 0))
                .findFirst()
                .orElse(null);
        PixelAspect aspect = track.entry()
                .children("pasp")
                .map(pasp ->
                        new PixelAspect(pasp.content().getInt(0), pasp.content().getInt(4)))
                .findFirst()
                .orElse(null);
        return new SampleEntry.Video(coding, track.width(), track.height(), track.config(box), colour, aspect);
    }

    private static SampleEntry sound(AudioCoding coding, Movie.Track track, String box) {
        // ffmpeg tells a rate over 16 bits as 0; the timescale is the rate.
        int rate = track.sampleRateHz() == 0 ? track.timescale() : track.sampleRateHz();
        return new SampleEntry.Audio(coding, rate, track.channels(), track.config(box));
    }

    private static SampleEntry elementary(Movie.Track track) {
        EsDescriptor found = EsDescriptor.read(track.config("esds"));
        AudioCoding coding = found.objectType() == 0x40 ? AudioCoding.AAC : AudioCoding.MP3;
        return new SampleEntry.Audio(coding, track.sampleRateHz(), track.channels(), found.specific());
    }

    private static Piece piece(Fragment fragment) {
        List<TrackRun> runs = new ArrayList<>();
        int bytes = fragment.runs().stream()
                .flatMap(run -> run.samples().stream())
                .mapToInt(sample -> sample.bytes().remaining())
                .sum();
        ByteBuffer payload = ByteBuffer.allocate(bytes);
        for (Fragment.Run run : fragment.runs()) {
            List<Sample> samples = new ArrayList<>();
            for (Fragment.Sample sample : run.samples()) {
                samples.add(new Sample(
                        sample.duration(), sample.bytes().remaining(), sample.compositionOffset(), sample.sync()));
                payload.put(sample.bytes().duplicate());
            }
            runs.add(new TrackRun(run.trackId(), run.baseDecodeTime(), samples));
        }
        return new Piece(runs, payload.flip());
    }
}
