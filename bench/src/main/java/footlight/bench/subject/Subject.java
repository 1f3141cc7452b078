package footlight.bench.subject;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Something that can be measured.
public interface Subject {
    /// As in the tables.
    String name();

    /// What its viewers can speak; the first is its own in the table of all.
    List<Protocol> protocols();

    /// The merge windows that it knows.
    List<Flush> flushes();

    /// Starts it on the loopback address with its files below `folder`, and returns when it answers.
    ///
    /// @throws footlight.bench.host.MissingProgram when it is not on this machine
    Server start(Flush flush, Path folder) throws IOException;

    /// One that runs.
    interface Server extends AutoCloseable {
        /// The processes whose time and memory are its own.
        List<Long> pids();

        /// Where the clip is sent by RTMP; empty when the server plays the clip itself.
        Optional<String> publishUrl();

        /// Where so many publishers send at once, each to a stream of its own. May take a while.
        default List<String> publishUrls(int count) throws IOException {
            String first = publishUrl().orElseThrow(() -> new IOException("nothing can be sent to this server"));
            return IntStream.range(0, count).mapToObj(i -> first + i).toList();
        }

        String playUrl(Protocol protocol);

        /// What lives in its heap, rubbish not counted; 0 where it has no heap that can be asked. Blocks.
        default long heapKib() throws IOException {
            return 0;
        }

        /// Stops it.
        @Override
        void close();
    }
}
