package footlight.platform.api;

/// Which other sites' pages may use the API at all. Blocks on the database.
public interface Origins {
    /// @param origin as browsers write it, in lower case
    boolean known(String origin);
}
