package footlight.live;

/// Somebody who takes the frames of a stream one by one: a packager, a recorder, a pusher, the
/// encoder's doctor. All calls come on the stream's loop and must not block; see
/// [LiveStream#attach].
///
/// The order is: formats, then frames; [#interrupted()] and [#resumed()] in turn, if at all;
/// [#ended()] last. A tap that throws is let go, and told so by `ended`.
public interface Tap {
    /// The tracks that are promised from here on: told before the first frame that needs them, and
    /// again whenever they change, [Formats#settled()] included.
    void formats(Formats formats);

    /// The next frame. Borrowed for the call: retain what is kept. Times are repaired, and go on from
    /// one publisher to the next.
    void frame(Frame frame);

    /// The publisher is gone; another may come.
    void interrupted();

    /// The next publisher's turn has begun; its formats follow where they differ from those before.
    void resumed();

    /// The stream is over for good, or this tap was let go: nothing follows.
    void ended();
}
