package footlight.platform.api;

import footlight.front.Answer;

/// What one operation does, top to bottom. On a virtual thread; may block.
public interface ApiHandler {
    /// @throws footlight.front.Refusal to answer with its problem
    Answer handle(ApiRequest request) throws Exception;
}
