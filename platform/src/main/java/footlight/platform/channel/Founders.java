package footlight.platform.channel;

/// The rule who may make a channel of their own; who runs the server may anyway. Blocks on the database.
public interface Founders {
    boolean may(String accountId);
}
