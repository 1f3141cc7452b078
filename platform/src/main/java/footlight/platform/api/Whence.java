package footlight.platform.api;

import footlight.front.Answer;
import footlight.front.BusinessRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// From where the request came that this thread answers.
public final class Whence {
    private static final ScopedValue<String> ADDRESS = ScopedValue.newInstance();

    private Whence() {}

    /// Answers it, with its sender's address known meanwhile.
    public static Answer known(BusinessRequest request, Callable<Answer> answer) throws Exception {
        return ScopedValue.where(ADDRESS, request.caller().address().getHostAddress())
                .call(answer::call);
    }

    /// Null when it is no request that is answered.
    public static @Nullable String address() {
        return ADDRESS.isBound() ? ADDRESS.get() : null;
    }
}
