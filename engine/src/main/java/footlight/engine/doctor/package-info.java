/// The encoder doctor: measures what an encoder sends, and says in plain words what could be better. The gauges, the
/// diagnosis and the words are pure; [footlight.engine.doctor.EncoderDoctor] joins them to the hub's streams.
@NullMarked
package footlight.engine.doctor;

import org.jspecify.annotations.NullMarked;
