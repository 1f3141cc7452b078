package footlight.bench.host;

import java.io.IOException;

/// A program that a bench needs is not here; the message says how to get it.
public final class MissingProgram extends IOException {
    public MissingProgram(String program, String remedy) {
        super(program + " is missing: " + remedy);
    }
}
