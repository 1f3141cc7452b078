package footlight.engine.doctor;

import footlight.live.ClockUnit;
import footlight.live.Formats;
import footlight.live.Repairs;
import footlight.live.TrackKind;
import java.time.Instant;
import java.util.List;

/// Everything that the doctor knows of one stream's encoder: what comes in is measured, and once a second looked at.
/// Pure; one for each stream, on its loop. Times in ms of a clock that is never set, save for `Instant`s.
final class Checkup {
    private static final int MEMORY_SECONDS = 60;
    private static final int SETTLING_SECONDS = 2;

    private final PictureGauge picture = new PictureGauge();
    private final SoundGauge sound = new SoundGauge();
    private final UplinkGauge uplink = new UplinkGauge();
    private final ReturnsGauge returns = new ReturnsGauge();
    private final Ring mended = new Ring(MEMORY_SECONDS);
    private final Ring apartMs = new Ring(5);
    private final Diagnosis diagnosis = new Diagnosis();

    private boolean on = true;
    private boolean leadsWithPicture;
    private int onSeconds;
    private long mendedBefore;
    private String clockUnit = "";
    private long pictureMs = Long.MIN_VALUE;

    void formats(Formats formats) {
        picture.format(formats.video());
        sound.format(formats.audio());
        leadsWithPicture = formats.video() != null;
    }

    void frame(TrackKind track, long decodeMs, long offsetMs, boolean keyframe, int bytes, long nowMs) {
        boolean isPicture = track == TrackKind.VIDEO;
        if (isPicture) {
            picture.frame(decodeMs, offsetMs, keyframe, bytes, nowMs);
            pictureMs = decodeMs;
        } else {
            sound.frame(decodeMs, nowMs);
        }
        if (isPicture == leadsWithPicture) uplink.frame(decodeMs, nowMs);
    }

    void left(long nowMs) {
        on = false;
        returns.left(nowMs);
    }

    void cameBack(long nowMs) {
        on = true;
        onSeconds = 0;
        picture.reset();
        sound.reset();
        uplink.reset();
        apartMs.clear();
        mended.clear();
        mendedBefore = 0;
        clockUnit = "";
        pictureMs = Long.MIN_VALUE;
        returns.cameBack(nowMs);
    }

    /// To be called once a second.
    ///
    /// @param repairs of this publisher's turn so far
    /// @return what there is to say; nothing while the encoder is away
    List<Advice> look(Repairs repairs, EncoderProgram program, long nowMs, Instant now) {
        if (!on) return List.of();
        onSeconds++;
        sound.second();
        uplink.second();
        // A publisher's first frames are put in place, which is no fault.
        mended.add(onSeconds <= SETTLING_SECONDS ? 0 : repairs.frames() - mendedBefore);
        mendedBefore = repairs.frames();
        clockUnit = unit(repairs);
        if (sound.begun() && pictureMs != Long.MIN_VALUE) apartMs.add(sound.newestMs() - pictureMs);
        return diagnosis.look(measured(nowMs), program, now);
    }

    private static String unit(Repairs repairs) {
        ClockUnit unit = repairs.videoUnit() == ClockUnit.MILLISECONDS ? repairs.audioUnit() : repairs.videoUnit();
        return unit == ClockUnit.MILLISECONDS ? "" : unit.words();
    }

    Measured measured(long nowMs) {
        return new Measured(
                picture.read(nowMs),
                sound.read(nowMs),
                uplink.read(),
                returns.read(nowMs),
                mended.sum(MEMORY_SECONDS),
                clockUnit,
                apartMs.full() ? apartMs.median() : 0,
                onSeconds);
    }
}
