package footlight.app.training;

import static java.util.stream.Collectors.joining;

import footlight.app.admin.ShowAddresses;
import footlight.app.admin.ShowCommand;
import footlight.app.programs.FfmpegProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Many short shows at once, at the pace of real ones, and a small audience by each way: as many frames as a JVM wants
/// to see before it compiles what handles them.
final class Rehearsal {
    private static final int SHOWS = 24;
    private static final int SECONDS = 8;
    private static final int AT_MOST_SECONDS = 60;
    private static final long LOOK_AGAIN_MS = 200;

    private static final Pattern MEDIA = Pattern.compile("[A-Za-z0-9_-]+\\.m4s");

    private final HttpClient http;
    private final FfmpegProgram ffmpeg;
    private final Path dataDir;

    Rehearsal(HttpClient http, FfmpegProgram ffmpeg, Path dataDir) {
        this.http = http;
        this.ffmpeg = ffmpeg;
        this.dataDir = dataDir;
    }

    /// Blocks until the last of it. What fails is said and leaves the training poorer, no more.
    void run() throws IOException, InterruptedException {
        List<ShowAddresses> shows = new ArrayList<>();
        for (int i = 0; i < SHOWS; i++) shows.add(ShowCommand.create(dataDir, "Rehearsal " + i, true));
        Process encoder = ffmpeg.command(arguments(shows))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        encoder.getOutputStream().close();
        for (ShowAddresses show : shows.subList(0, SHOWS / 3)) {
            for (Seat seat : List.<Seat>of(this::watchFlv, this::watchWebSocket, this::watchHls))
                Thread.startVirtualThread(() -> sit(seat, encoder, show));
        }
        // The audience goes with the server.
        if (!encoder.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) encoder.destroyForcibly();
    }

    /// A way to watch one show for as long as the encoder sends.
    private interface Seat {
        void watch(Process encoder, ShowAddresses show) throws IOException, InterruptedException;
    }

    private static void sit(Seat seat, Process encoder, ShowAddresses show) {
        try {
            seat.watch(encoder, show);
        } catch (IOException | InterruptedException | CompletionException fault) {
            if (encoder.isAlive()) System.err.println("rehearsal: " + fault);
        }
    }

    /// One encoder, whose packets go to every show.
    private static List<String> arguments(List<ShowAddresses> shows) {
        List<String> arguments = new ArrayList<>(List.of(("-hide_banner -loglevel error -nostats -re"
                        + " -f lavfi -i testsrc2=s=640x360:r=30:d=" + SECONDS
                        + " -f lavfi -i sine=r=48000:d=" + SECONDS
                        + " -map 0:v -map 1:a -c:v libx264 -preset ultrafast -tune zerolatency -g 60"
                        + " -c:a aac -b:a 128k -flags +global_header -f tee")
                .split(" ")));
        arguments.add(shows.stream()
                .map(show -> "[f=flv:onfail=ignore]" + show.publishUrl())
                .collect(joining("|")));
        return arguments;
    }

    private void watchFlv(Process encoder, ShowAddresses show) throws IOException, InterruptedException {
        while (encoder.isAlive()) {
            HttpResponse<InputStream> answer = http.send(get(show.flv()), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream media = answer.body()) {
                media.transferTo(OutputStream.nullOutputStream());
            }
            pause(encoder);
        }
    }

    private void watchWebSocket(Process encoder, ShowAddresses show) throws InterruptedException {
        while (encoder.isAlive()) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            try {
                http.newWebSocketBuilder()
                        .buildAsync(URI.create(show.wsflv()), new Watching(over))
                        .join();
                encoder.onExit().thenRun(() -> over.complete(null));
                over.join();
            } catch (CompletionException notYet) {
                pause(encoder);
            }
        }
    }

    private record Watching(CompletableFuture<Void> over) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            over.complete(null);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable fault) {
            over.completeExceptionally(fault);
        }
    }

    private void watchHls(Process encoder, ShowAddresses show) throws IOException, InterruptedException {
        URI list = URI.create(show.hls()).resolve("main.m3u8");
        while (encoder.isAlive()) {
            String text = http.send(get(list.toString()), HttpResponse.BodyHandlers.ofString())
                    .body();
            String newest = null;
            for (Matcher media = MEDIA.matcher(text); media.find(); ) newest = media.group();
            if (newest == null) pause(encoder);
            else http.send(get(list.resolve(newest).toString()), HttpResponse.BodyHandlers.discarding());
        }
    }

    private static HttpRequest get(String address) {
        return HttpRequest.newBuilder(URI.create(address)).build();
    }

    /// For a while, or until the encoder ends.
    private static void pause(Process encoder) throws InterruptedException {
        encoder.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
    }
}
