package footlight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.bench.host.HostLoad;
import footlight.bench.load.Heard;
import footlight.bench.load.Viewing;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightTest {
    @Test
    void aViewersWeightIsTheDifferenceOverTheViewersBetween() {
        var rising = List.of(run(100, 100, 500_000), run(300, 300, 504_000), run(1000, 1000, 518_000));
        assertThat(Weight.kibPerViewer(rising, Viewing::serverRssKib)).hasValue(20);
    }

    @Test
    void viewersThatWereDroppedWeighNothing() {
        assertThat(Weight.kibPerViewer(List.of(run(100, 100, 500_000), run(1000, 550, 509_000)), Viewing::serverRssKib))
                .hasValue(20);
    }

    @Test
    void moreThanAThousandAreNotCounted() {
        var rising = List.of(run(100, 100, 500_000), run(300, 300, 504_000), run(2000, 2000, 900_000));
        assertThat(Weight.kibPerViewer(rising, Viewing::serverRssKib)).hasValue(20);
    }

    @Test
    void withoutBothEndsThereIsNoWeight() {
        var noFew = List.of(run(300, 300, 504_000), run(1000, 1000, 518_000));
        assertThat(Weight.kibPerViewer(noFew, Viewing::serverRssKib)).isEmpty();
        var noMany = List.of(run(100, 100, 500_000));
        assertThat(Weight.kibPerViewer(noMany, Viewing::serverRssKib)).isEmpty();
    }

    private static Viewing run(int asked, int stayed, long rssKib) {
        var heard = new Heard(asked, stayed, 0, asked - stayed, 0, 0, 6, 1, 30, 1, 1, 1, 1, 0.1);
        return new Viewing(heard, 1, rssKib, 0, 0, new HostLoad(1, 1, 0, 1));
    }
}
