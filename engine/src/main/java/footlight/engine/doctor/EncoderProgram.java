package footlight.engine.doctor;

import java.util.Locale;

/// The programs whose menus the doctor knows.
public enum EncoderProgram {
    OBS,
    FFMPEG,
    OTHER;

    /// Known by the name that an encoder gives itself in its metadata: `obs-output module (libobs version 29.0.2)`,
    /// `Lavf59.27.100`.
    public static EncoderProgram named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("libobs") || lower.startsWith("obs")) return OBS;
        if (lower.contains("lavf") || lower.contains("ffmpeg")) return FFMPEG;
        return OTHER;
    }
}
