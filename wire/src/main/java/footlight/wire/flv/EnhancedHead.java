package footlight.wire.flv;

import static footlight.wire.Octets.u16;
import static footlight.wire.Octets.u24;
import static footlight.wire.Octets.u8;

import footlight.wire.MalformedMedia;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What is alike in the enhanced heads of picture and sound: modifiers, the packet's type, and its tracks. Source:
/// Enhanced RTMP v2, ExVideoTagHeader and ExAudioTagHeader.
final class EnhancedHead {
    static final int SEQUENCE_START = 0;
    static final int CODED_FRAMES = 1;
    static final int CODED_FRAMES_X = 3;
    private static final int METADATA = 4;
    private static final int MULTITRACK_AUDIO = 5;
    private static final int MULTITRACK_VIDEO = 6;
    private static final int MOD_EX = 7;

    /// The frame type that is for the player, and has no codec.
    private static final int COMMAND = 5;

    private static final int ONE_TRACK = 0;
    private static final int MANY_TRACKS = 1;
    private static final int MANY_TRACKS_MANY_CODECS = 2;

    /// Their numbers are bytes; each costs us an object.
    private static final int TRACKS_AT_MOST = 256;

    /// Makes of one track's packet what the caller wants.
    interface Track<H> {
        /// The data are `bytes` bytes at absolute position `at`.
        H packet(int packetType, int fourCc, int track, int at, int bytes);

        /// Nothing to be seen or heard.
        H aside();

        /// Makes one of what several tracks are.
        H several(List<H> tracks);
    }

    private final ByteBuffer body;
    private final String what;
    private int at;
    private int packetType;

    private EnhancedHead(ByteBuffer body, String what) {
        this.body = body;
        this.what = what;
        this.at = body.position();
    }

    /// Reads `body` from its first byte, whose low four bits are the packet's type; its position does not move.
    ///
    /// @throws MalformedMedia when it ends early, or names what does not exist
    static <H> H read(ByteBuffer body, boolean video, Track<H> track) {
        EnhancedHead head = new EnhancedHead(body, video ? "enhanced FLV video" : "enhanced FLV audio");
        return head.read(video, track);
    }

    private <H> H read(boolean video, Track<H> track) {
        int first = next();
        packetType = first & 0x0F;
        while (packetType == MOD_EX) skipModifier();
        boolean command = video && ((first >> 4) & 7) == COMMAND && packetType != METADATA;
        if (command) return track.aside();
        if (packetType == (video ? MULTITRACK_VIDEO : MULTITRACK_AUDIO)) return tracks(track);
        int fourCc = fourCc();
        return packet(track, fourCc, 0, body.limit() - at);
    }

    /// A modifier for the packet that follows, nanoseconds of its time for one; our clock counts milliseconds.
    private void skipModifier() {
        int bytes = next() + 1;
        if (bytes == 256) {
            need(2);
            bytes = u16(body, at) + 1;
            at += 2;
        }
        need(bytes);
        at += bytes;
        packetType = next() & 0x0F;
    }

    private <H> H tracks(Track<H> track) {
        int kinds = next();
        int multitrackType = kinds >> 4;
        packetType = kinds & 0x0F;
        if (multitrackType > MANY_TRACKS_MANY_CODECS)
            throw new MalformedMedia(what + " multitrack type " + multitrackType + ", at most 2");
        int fourCc = multitrackType == MANY_TRACKS_MANY_CODECS ? 0 : fourCc();
        if (multitrackType == ONE_TRACK) {
            int id = next();
            return packet(track, fourCc, id, body.limit() - at);
        }
        List<H> all = new ArrayList<>(2);
        while (at < body.limit()) {
            if (multitrackType != MANY_TRACKS) fourCc = fourCc();
            int id = next();
            need(3);
            int bytes = u24(body, at);
            at += 3;
            need(bytes);
            if (all.size() == TRACKS_AT_MOST) throw new MalformedMedia(what + " of more than 256 tracks");
            all.add(packet(track, fourCc, id, bytes));
            at += bytes;
        }
        return track.several(all);
    }

    private <H> H packet(Track<H> track, int fourCc, int id, int bytes) {
        return switch (packetType) {
            case SEQUENCE_START, CODED_FRAMES, CODED_FRAMES_X -> track.packet(packetType, fourCc, id, at, bytes);
            // The sequence's end, metadata, the order of channels, and what may come in later versions.
            default -> track.aside();
        };
    }

    private int next() {
        need(1);
        return u8(body, at++);
    }

    private int fourCc() {
        need(4);
        at += 4;
        return body.getInt(at - 4);
    }

    private void need(int bytes) {
        if (body.limit() - at < bytes)
            throw new MalformedMedia(
                    what + " ends inside of its head, after " + (body.limit() - body.position()) + " bytes");
    }
}
