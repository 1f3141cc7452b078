package footlight.engine.rtmp;

import io.netty.buffer.ByteBuf;

/// What a client is about: a connection has one turn at a time. Lives on the connection's loop. What is
/// still on its way to a turn that is over must not touch the next one.
interface Turn {
    /// Neither publishing nor playing: what is not a command is of no use.
    Turn NONE = new Turn() {
        @Override
        public void media(int type, long timestampMs, ByteBuf body) {
            body.release();
        }

        @Override
        public void stopped() {}

        @Override
        public void left(String reason) {}
    };

    /// A message that is no command; takes the body.
    void media(int type, long timestampMs, ByteBuf body);

    /// A picture or sound that is too large has come and gone.
    default void leftOut(int type) {}

    /// The client says that it ends here.
    void stopped();

    /// It is over, for a reason given in a sentence. Called once or more.
    void left(String reason);
}
