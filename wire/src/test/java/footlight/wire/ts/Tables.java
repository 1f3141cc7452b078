package footlight.wire.ts;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes transport packets by hand, for tests.
final class Tables {
    static final int TRACK_PID = 0x100;

    private static final int MAP_PID = 0x20;
    private static final int PAYLOAD_BYTES = TsPackets.BYTES - 4;

    private Tables() {}

    /// `section` with its length set right, and its checksum behind it.
    static byte[] section(byte[] section) {
        byte[] whole = Arrays.copyOf(section, section.length + 4);
        int length = whole.length - 3;
        whole[1] = (byte) (0xB0 | (length >> 8));
        whole[2] = (byte) length;
        int crc = Sections.crc(ByteBuffer.wrap(whole, 0, section.length));
        ByteBuffer.wrap(whole).putInt(section.length, crc);
        return whole;
    }

    /// The payloads of the packets that carry a section, each of `bytes` at most.
    static List<byte[]> payloads(byte[] section, int bytes) {
        byte[] pointed = new byte[1 + section.length];
        System.arraycopy(section, 0, pointed, 1, section.length);
        List<byte[]> payloads = new ArrayList<>();
        for (int at = 0; at < pointed.length; at += bytes)
            payloads.add(Arrays.copyOfRange(pointed, at, Math.min(pointed.length, at + bytes)));
        return payloads;
    }

    /// The tables of a program with one track of stream type `type`; private data is Opus in stereo.
    static void oneTrack(ByteBuffer out, int type) {
        byte[] programs = {0, 0, 0, 0, 1, (byte) 0xC1, 0, 0, 0, 1, (byte) 0xE0, MAP_PID};
        byte[] map = {
            2,
            0,
            0,
            0,
            1,
            (byte) 0xC1,
            0,
            0,
            (byte) 0xE1,
            0,
            (byte) 0xF0,
            0,
            (byte) type,
            (byte) 0xE1,
            0,
            (byte) 0xF0,
            10,
            5,
            4,
            'O',
            'p',
            'u',
            's',
            0x7F,
            2,
            (byte) 0x80,
            2
        };
        packet(out, 0, true, 0, payloads(section(programs), PAYLOAD_BYTES).getFirst());
        packet(out, MAP_PID, true, 0, payloads(section(map), PAYLOAD_BYTES).getFirst());
    }

    /// One packet; what its payload leaves free is stuffed in front.
    static void packet(ByteBuffer out, int pid, boolean start, int counter, byte[] payload) {
        out.put((byte) 0x47).putShort((short) ((start ? 0x4000 : 0) | pid));
        int stuffing = PAYLOAD_BYTES - payload.length;
        out.put((byte) ((stuffing > 0 ? 0x30 : 0x10) | (counter & 0x0F)));
        if (stuffing > 0) out.put((byte) (stuffing - 1));
        if (stuffing > 1) out.put((byte) 0);
        for (int i = 2; i < stuffing; i++) out.put((byte) 0xFF);
        out.put(payload);
    }
}
