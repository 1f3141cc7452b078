package footlight.front.statics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An Accept-Encoding header. Source: RFC 9110, section 12.5.3.
///
/// @param weights by coding in lower case, `*` for the rest
record AcceptedCodings(Map<String, Double> weights) {
    /// Plain bytes are always taken unless refused, but anything that was asked for goes first.
    private static final double UNASKED_IDENTITY = 0.0001;

    static AcceptedCodings read(@Nullable String header) {
        Map<String, Double> weights = new HashMap<>();
        if (header == null) return new AcceptedCodings(weights);
        for (String element : header.split(",", -1)) {
            String[] parts = element.split(";", -1);
            String coding = parts[0].strip().toLowerCase(Locale.ROOT);
            if (coding.isEmpty()) continue;
            double weight = 1;
            for (int i = 1; i < parts.length; i++) weight = weight(parts[i].strip(), weight);
            weights.put(coding.equals("x-gzip") ? "gzip" : coding, weight);
        }
        return new AcceptedCodings(weights);
    }

    private static double weight(String parameter, double otherwise) {
        if (!parameter.toLowerCase(Locale.ROOT).startsWith("q=")) return otherwise;
        String digits = parameter.substring(2).strip();
        // What cannot be read is not wished for.
        return digits.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(digits) : 0;
    }

    double of(String coding) {
        Double own = weights.get(coding);
        return own != null ? own : weights.getOrDefault("*", 0.0);
    }

    double identity() {
        Double own = weights.get("identity");
        if (own != null) return own;
        Double rest = weights.get("*");
        return rest != null && rest == 0 ? 0 : UNASKED_IDENTITY;
    }
}
