package footlight.bench;

import footlight.bench.subject.Flush;
import footlight.bench.subject.Protocol;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// What was asked on the command line. Empty sets and lists mean "all" or "as the bench thinks right".
record Options(
        String bench,
        boolean quick,
        boolean json,
        Set<String> only,
        Set<Flush> flushes,
        Set<Protocol> protocols,
        List<Integer> viewers,
        OptionalInt seconds,
        Optional<Path> from,
        Optional<Path> write) {

    static final String USAGE = """
            usage: footlight bench NAME [options]
              NAME               fanout: cost and delay of many viewers; hls: the same by HLS and LL-HLS;
                                 ingest: cost of streams that nobody watches;
                                 api: the REST API beside its SQL; start: time to the first answer
              --quick            fewer viewers, shorter windows
              --json             one JSON object for each figure, as it is found
              --only A,B         these subjects: footlight, limit, node-media-server, nginx (fanout);
                                 footlight, limit, nginx (hls); footlight, nginx, nginx-hls (ingest);
                                 footlight, jdbc (api); footlight, jvm-hello, pg_ctl (start)
              --flush A,B        these merge windows: 0, frame, 20, 350
              --protocol A,B     these ways out: http-flv, ws-flv, rtmp (fanout), hls, ll-hls (hls)
              --n A,B            these numbers of viewers (ingest: of publishers; api: requests a
                                 second), rising
              --seconds N        length of the measured window
              --write FILE       puts the table into FILE between <!-- bench NAME --> and <!-- /bench NAME -->
              --from FILE        measures nothing: takes the figures from what --json printed before
            """;

    /// @throws IllegalArgumentException with a sentence for the person who typed it
    static Options parse(List<String> words) {
        var left = new ArrayDeque<>(words);
        String bench = "";
        boolean quick = false;
        boolean json = false;
        Set<String> only = Set.of();
        Set<Flush> flushes = EnumSet.noneOf(Flush.class);
        Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        List<Integer> viewers = List.of();
        OptionalInt seconds = OptionalInt.empty();
        Optional<Path> from = Optional.empty();
        Optional<Path> write = Optional.empty();
        while (!left.isEmpty()) {
            String word = left.remove();
            switch (word) {
                case "--quick" -> quick = true;
                case "--json" -> json = true;
                case "--only" -> only = Set.of(list(word, left));
                case "--flush" -> Stream.of(list(word, left)).map(Flush::of).forEach(flushes::add);
                case "--protocol" ->
                    Stream.of(list(word, left)).map(Protocol::of).forEach(protocols::add);
                case "--n" ->
                    viewers = Stream.of(list(word, left))
                            .map(text -> number(word, text))
                            .sorted()
                            .toList();
                case "--seconds" -> seconds = OptionalInt.of(number(word, value(word, left)));
                case "--from" -> from = Optional.of(Path.of(value(word, left)));
                case "--write" -> write = Optional.of(Path.of(value(word, left)));
                default -> {
                    if (word.startsWith("-")) throw new IllegalArgumentException("there is no option " + word);
                    if (!bench.isEmpty()) throw new IllegalArgumentException("one bench at a time, not also " + word);
                    bench = word;
                }
            }
        }
        if (bench.isEmpty()) throw new IllegalArgumentException("which bench? fanout, hls, ingest, api or start");
        return new Options(bench, quick, json, only, flushes, protocols, viewers, seconds, from, write);
    }

    boolean wants(String subject) {
        return only.isEmpty() || only.contains(subject);
    }

    boolean wants(Flush flush) {
        return flushes.isEmpty() || flushes.contains(flush);
    }

    private static String value(String option, ArrayDeque<String> left) {
        String value = left.poll();
        if (value == null) throw new IllegalArgumentException(option + " needs a value");
        return value;
    }

    private static String[] list(String option, ArrayDeque<String> left) {
        return value(option, left).split(",");
    }

    private static int number(String option, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + text + ": a number above 0 is wanted", e);
        }
        throw new IllegalArgumentException(option + " " + text + ": a number above 0 is wanted");
    }
}
