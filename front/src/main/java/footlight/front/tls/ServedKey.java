package footlight.front.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Hands TLS the newest pair. A handshake asks three times, by alias; each pair has its own alias, so that a handshake
/// that began with one pair ends with it. Any thread.
final class ServedKey extends X509ExtendedKeyManager {
    private record Served(String alias, PemPair pair) {}

    private final AtomicLong count = new AtomicLong();
    private final ConcurrentMap<String, PemPair> pairs = new ConcurrentHashMap<>();
    private volatile Served current;
    private @Nullable Served previous;

    ServedKey(PemPair pair) {
        current = named(pair);
    }

    synchronized void serve(PemPair pair) {
        if (previous != null) pairs.remove(previous.alias());
        previous = current;
        current = named(pair);
    }

    PemPair pair() {
        return current.pair();
    }

    private Served named(PemPair pair) {
        String alias = "pair-" + count.incrementAndGet();
        pairs.put(alias, pair);
        return new Served(alias, pair);
    }

    private @Nullable String aliasFor(@Nullable String keyType) {
        Served served = current;
        String type = served.pair().keyType();
        boolean fits = keyType == null || keyType.equals(type) || (type.equals("EdDSA") && keyType.startsWith("Ed"));
        return fits ? served.alias() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return aliasFor(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(
            @Nullable String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return aliasFor(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        String alias = aliasFor(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        PemPair pair = alias == null ? null : pairs.get(alias);
        return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        PemPair pair = alias == null ? null : pairs.get(alias);
        return pair == null ? null : pair.key();
    }

    @Override
    public String @Nullable [] getClientAliases(@Nullable String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String @Nullable [] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
