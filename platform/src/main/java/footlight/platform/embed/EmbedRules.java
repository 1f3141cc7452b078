package footlight.platform.embed;

import footlight.platform.show.Embedders;
import footlight.platform.show.Show;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What was said of a show's player: of the show, else of its channel. Blocks on the database.
public final class EmbedRules implements Embedders {
    private final EmbedRuleTable rules;

    public EmbedRules(Jdbi jdbi) {
        this.rules = new EmbedRuleTable(jdbi);
    }

    @Override
    public @Nullable List<String> of(Show show) {
        return rules.ofShow(show.channelId(), show.id()).orElse(EmbedRule.ANY).origins();
    }
}
