package footlight.wire.ts;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u32;
import static footlight.wire.Octets.u8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Reads the two tables that say what a transport stream holds. What does not fit is left out.
/// Sources: ISO/IEC 13818-1, 2.4.4.3 to 2.4.4.9 and table 2-34; ETSI TS 103 491 and the Opus-in-TS draft for
/// what travels as private data.
final class ProgramTables {
    private static final int PROGRAMS = 0;
    private static final int PROGRAM_MAP = 2;
    private static final int REGISTRATION = 0x05;
    private static final int AC3 = 0x6A;
    private static final int EAC3 = 0x7A;
    private static final int EXTENSION = 0x7F;
    private static final int OPUS_EXTENSION = 0x80;

    private ProgramTables() {}

    /// Where the first program's map is.
    static OptionalInt programMap(ByteBuffer section) {
        if (u8(section, 0) != PROGRAMS) return OptionalInt.empty();
        for (int at = 8; at + 4 <= section.limit(); at += 4)
            if (u16(section, at) != 0) return OptionalInt.of(u16(section, at + 2) & 0x1FFF);
        return OptionalInt.empty();
    }

    static boolean isProgramMap(ByteBuffer section) {
        // The bit says that the table is in force, not the next one.
        return u8(section, 0) == PROGRAM_MAP && section.limit() >= 12 && (u8(section, 5) & 1) == 1;
    }

    /// The elementary streams of a program map, in order.
    static List<TsTrack> tracks(ByteBuffer section) {
        List<TsTrack> tracks = new ArrayList<>();
        int at = 12 + (u16(section, 10) & 0x0FFF);
        while (at + 5 <= section.limit()) {
            int type = u8(section, at);
            int pid = u16(section, at + 1) & 0x1FFF;
            int bytes = Math.min(u16(section, at + 3) & 0x0FFF, section.limit() - at - 5);
            tracks.add(track(type, pid, section.slice(at + 5, bytes)));
            at += 5 + bytes;
        }
        return tracks;
    }

    private static TsTrack track(int type, int pid, ByteBuffer descriptors) {
        return switch (type) {
            case 0x01, 0x02 -> new TsTrack(pid, TsTrack.Codec.OTHER_PICTURE, "MPEG-2", 0);
            case 0x03, 0x04 -> new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "MP3 or MP2", 0);
            case 0x06 -> ofDescriptors(pid, descriptors);
            case 0x0F -> new TsTrack(pid, TsTrack.Codec.AAC, "AAC", 0);
            case 0x10 -> new TsTrack(pid, TsTrack.Codec.OTHER_PICTURE, "MPEG-4 part 2", 0);
            case 0x11 -> new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "AAC in LATM", 0);
            case 0x1B -> new TsTrack(pid, TsTrack.Codec.H264, "H.264", 0);
            case 0x24 -> new TsTrack(pid, TsTrack.Codec.HEVC, "HEVC", 0);
            case 0x33 -> new TsTrack(pid, TsTrack.Codec.OTHER_PICTURE, "VVC", 0);
            case 0x81 -> new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "AC-3", 0);
            case 0x87 -> new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "E-AC-3", 0);
            default -> new TsTrack(pid, TsTrack.Codec.ASIDE, "stream type " + type, 0);
        };
    }

    private static TsTrack ofDescriptors(int pid, ByteBuffer descriptors) {
        TsTrack found = new TsTrack(pid, TsTrack.Codec.ASIDE, "private data", 0);
        for (int at = 0; at + 2 <= descriptors.limit(); at += 2 + u8(descriptors, at + 1)) {
            int tag = u8(descriptors, at);
            int bytes = Math.min(u8(descriptors, at + 1), descriptors.limit() - at - 2);
            if (tag == REGISTRATION && bytes >= 4) found = registered(found, u32(descriptors, at + 2));
            else if (tag == AC3) found = new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "AC-3", 0);
            else if (tag == EAC3) found = new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "E-AC-3", 0);
            else if (tag == EXTENSION && bytes >= 2 && u8(descriptors, at + 2) == OPUS_EXTENSION)
                found = new TsTrack(pid, found.codec(), found.name(), u8(descriptors, at + 3));
        }
        return found;
    }

    private static TsTrack registered(TsTrack track, long fourCc) {
        int pid = track.pid();
        return switch ((int) fourCc) {
            case 0x4F707573 -> new TsTrack(pid, TsTrack.Codec.OPUS, "Opus", track.channels());
            case 0x48455643 -> new TsTrack(pid, TsTrack.Codec.HEVC, "HEVC", 0);
            case 0x41563031 -> new TsTrack(pid, TsTrack.Codec.OTHER_PICTURE, "AV1", 0);
            case 0x56503039 -> new TsTrack(pid, TsTrack.Codec.OTHER_PICTURE, "VP9", 0);
            case 0x41432D33 -> new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "AC-3", 0);
            case 0x45414333 -> new TsTrack(pid, TsTrack.Codec.OTHER_SOUND, "E-AC-3", 0);
            default -> track;
        };
    }
}
