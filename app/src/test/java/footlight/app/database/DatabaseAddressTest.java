package footlight.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class DatabaseAddressTest {
    @Test
    void readsAnOperatorsAddressWithEscapedPasswordAndOptions() {
        DatabaseAddress address =
                DatabaseAddress.of(URI.create("postgresql://foot:p%40ss+word@db.example:5433/live?sslmode=require"));
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/live?sslmode=require");
        assertThat(address.user()).isEqualTo("foot");
        assertThat(address.password()).isEqualTo("p@ss+word");
        assertThat(address.toString()).doesNotContain("p@ss");
    }
}
