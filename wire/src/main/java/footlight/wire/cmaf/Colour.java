package footlight.wire.cmaf;

/// What the numbers of a picture mean as colours, in the code points of ITU-T H.273: 1/1/1 is plain HD, 9/16/9 is
/// HDR by PQ. Source: ISO/IEC 14496-12, 12.1.5 (`colr`, type `nclx`).
public record Colour(int primaries, int transfer, int matrix, boolean fullRange) {}
