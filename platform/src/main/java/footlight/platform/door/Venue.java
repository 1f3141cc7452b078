package footlight.platform.door;

/// A show as its door sees it.
///
/// @param visibility `public`, `unlisted` or `private`
/// @param locked whether it asks for a password
public record Venue(String showId, String channelId, String streamId, String visibility, boolean locked) {
    public boolean secret() {
        return visibility.equals("private");
    }

    /// Whether watching takes a pass.
    public boolean guarded() {
        return locked || secret();
    }
}
