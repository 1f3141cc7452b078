package footlight.wire.cmaf;

import java.nio.ByteBuffer;

/// What an `esds` box holds, read by ISO/IEC 14496-1, 7.2.6.
record EsDescriptor(int objectType, ByteBuffer specific) {
    static EsDescriptor read(ByteBuffer esds) {
        ByteBuffer in = esds.duplicate().position(4);
        ByteBuffer stream = descriptor(in, 3);
        stream.position(stream.position() + 3);
        ByteBuffer decoder = descriptor(stream, 4);
        int objectType = decoder.get() & 0xFF;
        decoder.position(decoder.position() + 12);
        // ffmpeg tells MP3 without a configuration, AAC with one.
        ByteBuffer specific = decoder.hasRemaining() && decoder.get(decoder.position()) == 5
                ? descriptor(decoder, 5)
                : ByteBuffer.allocate(0);
        return new EsDescriptor(objectType, specific);
    }

    private static ByteBuffer descriptor(ByteBuffer in, int tag) {
        int found = in.get();
        if (found != tag) throw new AssertionError("descriptor " + found + ", expected " + tag);
        int bytes = 0;
        for (int group = 0x80; (group & 0x80) != 0; ) {
            group = in.get();
            bytes = bytes << 7 | (group & 0x7F);
        }
        ByteBuffer content = in.slice(in.position(), bytes);
        in.position(in.position() + bytes);
        return content;
    }
}
