package footlight.platform.running;

import footlight.platform.admin.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A machine that is always the same.
public final class FakeMachine implements Machine {
    @Override
    public Facts facts() {
        return new Facts(
                "9.9",
                "25",
                Instant.parse("2026-05-01T09:00:00Z"),
                true,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                8,
                9,
                10,
                Map.of("covers", 11L));
    }

    @Override
    public List<Line> lines(int most) {
        return List.of(
                new Line(Instant.parse("2026-05-01T09:00:00Z"), "warn", "Somewhere", "", "Something was odd.", ""));
    }

    @Override
    public List<Shown> settings() {
        return List.of(
                new Shown("http.port", "8080", false, "Port."), new Shown("srt.passphrase", null, false, "Secret."));
    }
}
