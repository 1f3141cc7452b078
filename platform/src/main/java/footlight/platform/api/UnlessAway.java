package footlight.platform.api;

import footlight.front.Answer;
import footlight.front.BusinessHandler;
import footlight.front.BusinessRequest;
import footlight.front.Problem;
import footlight.platform.store.Database;
import org.jdbi.v3.core.JdbiException;

/// For addresses outside of the API that programs read: while the database is away they are told to come again.
public record UnlessAway(BusinessHandler handler) implements BusinessHandler {
    @Override
    public Answer handle(BusinessRequest request) throws Exception {
        try {
            return handler.handle(request);
        } catch (JdbiException failure) {
            if (!Database.away(failure)) throw failure;
            Problem problem = new Problem(
                    503, "unavailable", "Not available now", "The database does not answer. Try again in a moment.");
            return Answer.problem(problem).with("retry-after", "5");
        }
    }
}
