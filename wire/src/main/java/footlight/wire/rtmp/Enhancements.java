package footlight.wire.rtmp;

import footlight.wire.amf.AmfValue;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client says of enhanced RTMP when it connects: the four-letter codecs it knows, `*` standing for any, and
/// its further capabilities as flags. Source: Enhanced RTMP v2, "Enhancing NetConnection connect Command".
public record Enhancements(Set<String> codecs, int flags) {
    public static final Enhancements NONE = new Enhancements(Set.of(), 0);

    private static final int RECONNECT = 1;
    private static final String ANY = "*";
    private static final int CODECS_AT_MOST = 64;

    /// Reads the command object of connect; what is of another shape than it should is not there.
    public static Enhancements read(AmfValue facts) {
        Set<String> codecs = new HashSet<>();
        // Version 1 had a list, version 2 has maps with what a client can do with each: all of it needs receiving.
        if (facts.at("fourCcList") instanceof AmfValue.Items(var items))
            items.stream().limit(CODECS_AT_MOST).forEach(item -> add(codecs, item.textOrNull()));
        for (String name : new String[] {"videoFourCcInfoMap", "audioFourCcInfoMap"})
            if (facts.at(name) instanceof AmfValue.Fields(Map<String, AmfValue> fields))
                fields.keySet().stream().limit(CODECS_AT_MOST).forEach(codec -> add(codecs, codec));
        AmfValue flags = facts.at("capsEx");
        int told = flags == null ? 0 : (int) flags.number().orElse(0);
        return new Enhancements(Collections.unmodifiableSet(codecs), told);
    }

    private static void add(Set<String> codecs, @Nullable String codec) {
        if (codec != null && codec.length() <= 4) codecs.add(codec);
    }

    /// Whether the client said anything of this at all; old ones do not, and many new ones do not either.
    public boolean told() {
        return !codecs.isEmpty() || flags != 0;
    }

    /// Whether a client that told its codecs knows this one; who told none may know it.
    public boolean mayKnow(String fourCc) {
        return codecs.isEmpty() || codecs.contains(ANY) || codecs.contains(fourCc);
    }

    /// Whether it comes back by itself when it is asked to.
    public boolean reconnects() {
        return (flags & RECONNECT) != 0;
    }
}
