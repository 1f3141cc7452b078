package footlight.front;

/// The content security policy of our pages.
public final class ContentPolicy {
    /// Media Source players hand the video element `blob:` addresses, and mpegts.js decodes in a worker made of one.
    /// React-aria and media-chrome place things by inline styles. Scripts come from files alone.
    private static final String RESOURCES =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                    + "font-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; ";

    private ContentPolicy() {}

    /// @param frameAncestors whose pages may hold this one in a frame, as the header says it, such as `'self'`
    public static String of(Caller caller, String frameAncestors) {
        String policy = RESOURCES + "frame-ancestors " + frameAncestors + "; connect-src 'self'";
        if (caller.authority().isEmpty()) return policy;
        // Older Safari does not take `'self'` to include the same host's WebSocket.
        return policy + (caller.secure() ? " wss://" : " ws://") + caller.authority();
    }
}
