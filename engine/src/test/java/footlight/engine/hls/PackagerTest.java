package footlight.engine.hls;

import static org.assertj.core.api.Assertions.assertThat;

import footlight.live.MediaMemory;
import footlight.live.TrackFormat;
import footlight.testkit.mp4.Fragment;
import footlight.testkit.mp4.Movie;
import footlight.wire.hls.Part;
import footlight.wire.hls.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagerTest {
    private Film film = new Film();

    @AfterEach
    void nothingIsLeft() {
        film.end();
    }

    @Test
    void aKeyframeEachTwoSecondsMakesSegmentsOfFourAndPartsOfAThird() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 22_000, 2000);

        assertThat(film.lengths()).containsExactly(2000L, 4000L, 4000L, 4000L, 4000L);
        assertThat(film.parts()).allMatch(part -> part.durationUs() >= 200_000 && part.durationUs() <= 334_000);
        assertThat(film.text()).contains("#EXT-X-TARGETDURATION:4\n", "PART-TARGET=0.334");
    }

    @Test
    void independentAreThePartsThatStartWithAKeyframeAndNoOthers() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 10_000, 1000);
        Init init = film.init();

        int independent = 0;
        for (Part part : film.parts()) {
            Fragment.Run video =
                    film.fragments(part.uri(), init).getFirst().runs().getFirst();
            assertThat(part.independent())
                    .as(part.uri())
                    .isEqualTo(
                            video.trackId() == 1 && video.samples().getFirst().sync());
            if (part.independent()) independent++;
        }
        assertThat(independent).isBetween(9, 10);
    }

    @Test
    void eachKeyframeBeginsAPartWhereTheOneBeforeIsLongEnough() {
        // A second is three parts.
        film.formats(Film.PICTURE).roll(0, 8000, 1000);
        Init init = film.init();

        for (Part part : film.parts()) {
            List<Fragment.Sample> samples = film.fragments(part.uri(), init)
                    .getFirst()
                    .runs()
                    .getFirst()
                    .samples();
            assertThat(samples.subList(1, samples.size())).noneMatch(Fragment.Sample::sync);
        }
    }

    @Test
    void aKeyframeDoesNotCutAPartShort() {
        // Two parts and a picture.
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 16_000, 700);

        List<Segment> segments = film.last().list().segments();
        assertThat(segments).hasSizeGreaterThan(2);
        for (Segment segment : segments)
            for (Part part : segment.parts().subList(0, segment.parts().size() - 1))
                assertThat(part.independent() || part.durationUs() >= 334_000 * 85 / 100)
                        .as(part.toString())
                        .isTrue();
    }

    /// Else such an encoder, and editing codecs are such, would make sixty lists a second.
    @ParameterizedTest
    @ValueSource(longs = {34, 70})
    void whereEachPictureOrEachSecondOneIsAKeyframePartsAreNoShorterForIt(long gopMs) {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 10_000, gopMs);

        for (Segment segment : film.last().list().segments())
            assertThat(segment.parts().subList(0, segment.parts().size() - 1))
                    .allMatch(part -> part.durationUs() >= 334_000 / 2 && part.independent());
        assertThat(film.told).hasSizeLessThan(70);
        assertThat(film.lengths()).allMatch(ms -> ms <= 4400);
    }

    @Test
    void anEncoderThatChangesItsParametersAllTheTimeMakesNoEndlessList() {
        film.formats(Film.PICTURE).roll(0, 2000, 1000);
        for (int i = 0; i < 3000; i++) {
            film.formats(i / 20 % 2 == 0 ? Film.SMALL_PICTURE : Film.PICTURE);
            film.picture(2000 + i * 20L, true);
        }

        // Each is 400 ms: by time alone there would be ninety.
        assertThat(film.last().list().segments()).hasSize(Window.MOST_LISTED);
        assertThat(film.last().held()).hasSizeLessThanOrEqualTo(Window.MOST_LISTED + Window.MOST_UNLISTED);
        assertThat(film.last().list().discontinuitySequence()).isGreaterThan(60);
    }

    @Test
    void whenNoKeyframeComesInTimeASegmentEndsWithoutOne() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 30_000, 10_000);

        assertThat(film.lengths()).allMatch(ms -> ms < 4500);
        assertThat(film.last().held().stream()
                        .filter(held -> held.told().parts().getFirst().independent()))
                .hasSizeBetween(2, 3);
    }

    @Test
    void aKeyframeThatIsNearlyDueStillGetsIn() {
        film.formats(Film.PICTURE).roll(0, 20_000, 4200);

        assertThat(film.lengths()).containsOnly(4200L);
    }

    @Test
    void withoutASecondKeyframeItStillGoesOn() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 20_000, 0);

        assertThat(film.lengths()).hasSize(4).allMatch(ms -> ms > 4000 && ms < 4500);
    }

    @Test
    void soundAloneIsCutByItsOwnFrames() {
        film.formats(Film.SOUND).roll(0, 14_000, 0);

        assertThat(film.lengths()).allMatch(ms -> ms <= 4000).hasSizeGreaterThan(3);
        assertThat(film.parts()).allMatch(Part::independent).allMatch(part -> part.durationUs() <= 334_000);
        Movie movie = film.movie(film.init());
        assertThat(movie.tracks()).singleElement().matches(track -> !track.video());
    }

    @Test
    void pictureAloneIsToldAsSuch() {
        film.formats(Film.PICTURE).roll(0, 10_000, 2000);

        Movie movie = film.movie(film.init());
        assertThat(movie.tracks()).singleElement().matches(track -> track.video() && track.width() == 1280);
        assertThat(film.multivariant()).contains("CODECS=\"avc1.42c01f\"", "RESOLUTION=1280x720");
    }

    @Test
    void everyFrameIsInExactlyOnePartAndTimesGoOnFromPartToPart() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 12_000, 2000);
        Init init = film.init();

        long[] ends = new long[3];
        List<Long> numbers = new ArrayList<>();
        for (Part part : film.parts()) {
            for (Fragment.Run run : film.fragments(part.uri(), init).getFirst().runs()) {
                if (ends[run.trackId()] != 0) {
                    assertThat(run.baseDecodeTime()).as(part.uri()).isEqualTo(ends[run.trackId()]);
                }
                ends[run.trackId()] = run.end();
                for (Fragment.Sample sample : run.samples()) {
                    if (run.trackId() == 1)
                        numbers.add(sample.bytes().getLong(sample.bytes().position() + 1));
                }
            }
        }
        for (int i = 0; i < numbers.size(); i++) assertThat(numbers.get(i)).isEqualTo(i);
        assertThat(numbers).hasSizeGreaterThan(340);
    }

    /// 1024 samples each, although the encoder's times are whole milliseconds.
    @Test
    void soundIsPutEndToEnd() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 12_000, 2000);
        Init init = film.init();

        for (Part part : film.parts()) {
            for (Fragment.Run run : film.fragments(part.uri(), init).getFirst().runs()) {
                if (run.trackId() == 2) assertThat(run.samples()).allMatch(sample -> sample.duration() == 1024);
            }
        }
    }

    @Test
    void aSegmentIsItsPartsOneAfterAnother() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 12_000, 2000);

        for (Segment segment : film.last().list().segments()) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (Part part : segment.parts()) joined.writeBytes(film.bytes(part.uri()));
            assertThat(film.bytes(segment.uri())).isEqualTo(joined.toByteArray());
            assertThat(segment.durationUs())
                    .isEqualTo(
                            segment.parts().stream().mapToLong(Part::durationUs).sum());
        }
    }

    @Test
    void soundThatBeginsLateComesInWithTheNextKeyframeBehindADiscontinuity() {
        film.formats(Film.PICTURE).roll(0, 3000, 2000);
        film.formats(Film.SOUND).roll(3000, 9000, 2000);

        assertThat(film.text()).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
        assertThat(film.movie(film.init()).tracks()).hasSize(2);
        assertThat(film.multivariant()).contains("avc1.42c01f,mp4a.40.2");
    }

    @Test
    void anAnnouncedPictureThatDoesNotComeIsNotInTheInitSegment() {
        film.formats(Film.PICTURE, Film.SOUND);
        for (int ms = 0; ms < 6000; ms += 20) film.sound(ms);

        assertThat(film.movie(film.init()).tracks()).hasSize(1);
        assertThat(film.lengths()).isNotEmpty();
    }

    @Test
    void changedParametersAreADiscontinuityAndANewInitSegment() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 6000, 2000);
        Init before = film.init();
        film.formats(Film.SMALL_PICTURE).roll(6000, 12_000, 2000);

        Init after = film.init();
        assertThat(after.name()).isNotEqualTo(before.name());
        assertThat(film.movie(after).track(1).width()).isEqualTo(640);
        assertThat(film.text()).containsOnlyOnce("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"" + after.name());
        assertThat(film.last().init(before.name())).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 59})
    void anEncoderThatReturnsGoesOnInTheSameList(int seconds) {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 14_000, 2000);
        film.packager.interrupted();
        assertThat(film.last().state()).isEqualTo(Snapshot.State.INTERRUPTED);
        assertThat(film.text()).doesNotContain("ENDLIST", "PRELOAD-HINT");
        long nextMsn = film.last().list().openMsn();

        film.packager.resumed();
        film.formats(Film.SMALL_PICTURE, Film.SOUND).roll(14_000 + 1000L * seconds, 20_000 + 1000L * seconds, 1000);

        assertThat(film.last().state()).isEqualTo(Snapshot.State.LIVE);
        List<HeldSegment> held = film.last().held();
        for (int i = 1; i < held.size(); i++)
            assertThat(held.get(i).msn()).isEqualTo(held.get(i - 1).msn() + 1);
        HeldSegment back =
                held.stream().filter(s -> s.msn() == nextMsn).findFirst().orElseThrow();
        assertThat(back.told().start().discontinuity()).isTrue();
        assertThat(back.told().parts().getFirst().independent()).isTrue();
        assertThat(film.text()).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
        assertThat(film.lengths()).allMatch(ms -> ms < 4500);
        assertThat(film.movie(back.init()).track(1).width()).isEqualTo(640);
    }

    @Test
    void theSameEncoderReturningIsADiscontinuityTooAndItsNamesAreNew() {
        film.formats(Film.PICTURE).roll(0, 6000, 2000);
        String before = film.init().token();
        film.packager.interrupted();
        film.packager.resumed();
        film.roll(10_000, 16_000, 2000);

        assertThat(film.init().token()).isNotEqualTo(before);
        assertThat(film.text()).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void discontinuitiesThatSlideOutOfTheListAreCounted() {
        film.formats(Film.PICTURE).roll(0, 6000, 2000);
        film.packager.interrupted();
        film.packager.resumed();
        film.roll(10_000, 80_000, 2000);

        assertThat(film.text()).contains("#EXT-X-DISCONTINUITY-SEQUENCE:1\n").doesNotContain("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void aHoleThatNoSegmentCanHoldIsADiscontinuity() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 7000, 2000).roll(19_000, 26_000, 2000);

        assertThat(film.text()).containsOnlyOnce("#EXT-X-DISCONTINUITY\n");
        assertThat(film.lengths()).allMatch(ms -> ms < 4500);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 800, 1500, 2500, 3900})
    void aShorterHoleFitsIntoTheSegments(int ms) {
        for (int at : new int[] {6000, 7900, 9000, 9900, 10_300}) {
            film.end();
            film = new Film();
            film.formats(Film.PICTURE).roll(0, at, 2000);
            for (int i = 0; i < 200; i++) film.picture(at + ms + i * 33L, false);

            assertThat(film.lengths()).as("at " + at).allMatch(length -> length < 4500);
            assertThat(film.text()).doesNotContain("#EXT-X-DISCONTINUITY\n");
        }
    }

    @Test
    void theEndOfTheStreamIsTheEndOfTheList() {
        film.formats(Film.PICTURE).roll(0, 6000, 2000);
        film.packager.ended();
        int told = film.told.size();
        film.roll(6000, 9000, 2000);

        assertThat(film.text()).endsWith("#EXT-X-ENDLIST\n").doesNotContain("PRELOAD-HINT");
        assertThat(film.told).hasSize(told);
    }

    @Test
    void aListThatHasEndedGoesOnWhenAnotherPublisherComes() {
        film.formats(Film.PICTURE).roll(0, 6000, 2000);
        film.packager.finish();
        film.packager.interrupted();
        assertThat(film.text()).contains("#EXT-X-ENDLIST");
        film.packager.resumed();
        film.roll(6000, 12_000, 2000);

        assertThat(film.text()).doesNotContain("#EXT-X-ENDLIST").contains("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void noNameIsEverUsedForTwoThings() {
        Set<String> names = new HashSet<>();
        film.formats(Film.PICTURE);
        for (int turn = 0; turn < 20; turn++) {
            film.roll(turn * 1500L, turn * 1500L + 1200, 2000);
            film.packager.interrupted();
            film.packager.resumed();
        }
        film.roll(40_000, 45_000, 2000);
        for (HeldSegment segment : film.last().held()) {
            assertThat(names.add(segment.told().uri())).isTrue();
            segment.told().parts().forEach(part -> assertThat(names.add(part.uri()))
                    .isTrue());
        }
        assertThat(film.last().held().stream().map(held -> held.init().name()).distinct())
                .hasSizeGreaterThan(15);
    }

    @Test
    void theListIsShortWhileNobodyLooksOnAndGrowsWhenSomebodyDoes() {
        film.watched = false;
        film.formats(Film.PICTURE).roll(0, 60_000, 2000);
        assertThat(film.last().list().segments()).hasSize(3);
        film.watched = true;
        film.roll(60_000, 120_000, 2000);

        assertThat(film.last().list().segments()).hasSizeBetween(8, 9);
        assertThat(film.last().held()).hasSizeLessThanOrEqualTo(11);
    }

    @Test
    void pastTheBudgetTheOldestSegmentsGoFirst() {
        film.end();
        film = new Film(HlsSettings.DEFAULT, new MediaMemory(200_000));
        film.frameBytes = 500;
        film.formats(Film.PICTURE);
        for (int s = 0; s < 40; s += 2) {
            film.roll(s * 1000L, s * 1000L + 2000, 2000);
            assertThat(film.memory.usedBytes()).isLessThanOrEqualTo(100_000);
        }
        // 100 kB are six seconds and a bit: one whole segment and the open one.
        assertThat(film.last().list().segments()).hasSize(1);
        assertThat(film.text()).doesNotContain("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void whereNotEvenOneSegmentFitsTheStreamGoesOnInShorterPieces() {
        film.end();
        film = new Film(HlsSettings.DEFAULT, new MediaMemory(40_000));
        film.frameBytes = 500;
        film.formats(Film.PICTURE).roll(0, 30_000, 1000);

        assertThat(film.memory.usedBytes()).isLessThanOrEqualTo(20_000);
        assertThat(film.last().list().mediaSequence()).isGreaterThan(5);
    }

    @Test
    void theWallClockOfASegmentIsThatOfItsFirstFramesArrival() {
        film.formats(Film.PICTURE).roll(0, 8000, 2000);

        assertThat(film.text()).contains("#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:16:42.000Z");
    }

    @Test
    void aPictureThatStopsLeavesSoundPartsInTime() {
        film.formats(Film.PICTURE, Film.SOUND).roll(0, 5000, 1000);
        int before = film.told.size();
        for (int ms = 5000; ms < 9000; ms += 21) film.sound(ms);

        assertThat(film.told.size() - before).isGreaterThan(7);
        assertThat(film.lengths()).allMatch(ms -> ms < 4500);
        film.only(null, Film.SOUND);
        for (int ms = 9000; ms < 16_000; ms += 21) film.sound(ms);
        assertThat(film.movie(film.init()).tracks()).hasSize(1);
    }

    @Test
    void aConfigurationThatIsNoneIsNotSentAndHarmsNobody() {
        film.formats(
                new TrackFormat.Video(TrackFormat.VideoCodec.H264, 1000, 1280, 720, ByteBuffer.wrap(new byte[] {9})));
        film.roll(0, 4000, 2000);
        assertThat(film.told).isEmpty();
        film.formats(Film.PICTURE).roll(4000, 8000, 2000);

        assertThat(film.lengths()).isNotEmpty();
    }
}
