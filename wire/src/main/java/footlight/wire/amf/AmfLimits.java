package footlight.wire.amf;

/// How much one AMF message may unfold to: nesting depth, values in all (references count what they
/// stand for), and bytes of one text. A few bytes of AMF can promise four billion elements; these are
/// the answer.
public record AmfLimits(int depth, int values, int textBytes) {
    /// Room for every encoder's connect and onMetaData seen, with a wide margin.
    public static final AmfLimits COMMAND = new AmfLimits(16, 2048, 64 * 1024);
}
