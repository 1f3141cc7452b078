package footlight.wire.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MultivariantPlaylistTest {
    @Test
    void eachQualityTellsItsRateCodecsSizeAndPace() {
        var list = new MultivariantPlaylist(
                true,
                List.of(
                        new Variant(
                                "video.m3u8",
                                2_800_000,
                                2_500_000,
                                List.of("avc1.64001f", "mp4a.40.2"),
                                1280,
                                720,
                                29.97),
                        new Variant("sound.m3u8", 128_000, 0, List.of("opus"), 0, 0, 0)));
        assertThat(MediaPlaylistTest.string(list.text())).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-STREAM-INF:BANDWIDTH=2800000,AVERAGE-BANDWIDTH=2500000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970
                video.m3u8
                #EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS="opus"
                sound.m3u8
                """);
    }

    @Test
    void whatCannotBePromisedIsNotTold() {
        var list = new MultivariantPlaylist(false, List.of(new Variant("v.m3u8", 1, 0, List.of(), 0, 0, 0)));
        assertThat(MediaPlaylistTest.string(list.text())).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-STREAM-INF:BANDWIDTH=1
                v.m3u8
                """);
        assertThatThrownBy(() -> new Variant("v.m3u8", 0, 0, List.of(), 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
