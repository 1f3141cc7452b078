package footlight.app.settings;

/// Who chose a value; the later in this list wins.
enum Origin {
    STANDARD("by default"),
    FILE("in the settings file"),
    ENVIRONMENT("in the environment"),
    FLAG("on the command line");

    final String words;

    Origin(String words) {
        this.words = words;
    }
}
