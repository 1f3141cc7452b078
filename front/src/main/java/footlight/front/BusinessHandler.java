package footlight.front;

/// One thing people can ask for, written top to bottom. Runs on a virtual thread and may block.
public interface BusinessHandler {
    /// @throws Refusal to answer with its problem; anything else thrown is our fault and answers 500
    Answer handle(BusinessRequest request) throws Exception;
}
