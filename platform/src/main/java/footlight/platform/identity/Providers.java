package footlight.platform.identity;

import footlight.platform.identity.Provider.Kind;
import footlight.platform.secret.Seal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The providers that are switched on: by the settings, which win, or in the pages. Any virtual thread; blocks on the
/// database.
final class Providers {
    private static final Logger log = LoggerFactory.getLogger(Providers.class);

    private final List<Provider> ofSettings;
    private final ProviderTable table;
    private final Seal seal;
    private final InstantSource clock;

    Providers(List<Provider> ofSettings, ProviderTable table, Seal seal, InstantSource clock) {
        this.ofSettings = List.copyOf(ofSettings);
        this.table = table;
        this.seal = seal;
        this.clock = clock;
    }

    boolean ofSettings(String key) {
        return ofSettings.stream().anyMatch(provider -> provider.key().equals(key));
    }

    List<Provider> all() {
        List<Provider> all = new ArrayList<>(ofSettings);
        for (ProviderTable.Row row : table.all())
            if (!ofSettings(row.key())) opened(row).ifPresent(all::add);
        return all;
    }

    /// Those whose secret cannot be read.
    List<ProviderTable.Row> lost() {
        return table.all().stream()
                .filter(row -> !ofSettings(row.key()) && opened(row).isEmpty())
                .toList();
    }

    Optional<Provider> byKey(String key) {
        Optional<Provider> set = ofSettings.stream()
                .filter(provider -> provider.key().equals(key))
                .findFirst();
        return set.isPresent() ? set : table.byKey(key).flatMap(this::opened);
    }

    void put(Provider provider) {
        table.put(
                new ProviderTable.Row(
                        provider.key(),
                        provider.kind().word(),
                        provider.name(),
                        provider.kind() == Kind.OPENID ? provider.site() : null,
                        provider.clientId(),
                        seal.close(provider.clientSecret(), provider.key())),
                clock.instant());
    }

    /// False when the pages know no such provider.
    boolean delete(String key) {
        return table.delete(key);
    }

    /// Empty when its secret was sealed with another secret.key: it has to be told again.
    private Optional<Provider> opened(ProviderTable.Row row) {
        String secret;
        try {
            secret = seal.open(row.sealedSecret(), row.key());
        } catch (IllegalStateException otherKey) {
            log.warn("the secret of the provider {} cannot be read: {}", row.key(), otherKey.getMessage());
            return Optional.empty();
        }
        return Optional.of(
                switch (Kind.of(row.kind())) {
                    case OPENID ->
                        Provider.openId(
                                row.key(),
                                row.name(),
                                row.issuer() == null ? "" : row.issuer(),
                                row.clientId(),
                                secret);
                    case FACEBOOK -> Provider.facebook(row.clientId(), secret);
                    case X -> Provider.x(row.clientId(), secret);
                });
    }
}
