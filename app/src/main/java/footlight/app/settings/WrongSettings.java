package footlight.app.settings;

import java.util.List;

/// The settings cannot be started with. One sentence a complaint, each with name, value and what would be right.
public final class WrongSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSettings(List<String> complaints) {
        super(String.join("\n", complaints));
    }
}
