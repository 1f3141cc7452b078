/// The demo show: a generated picture with a clock in it, sent by a child ffmpeg through the real RTMP entrance.
@NullMarked
package footlight.app.demo;

import org.jspecify.annotations.NullMarked;
