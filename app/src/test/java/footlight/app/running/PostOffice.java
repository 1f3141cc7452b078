package footlight.app.running;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// A mail server on loopback that answers each command as a test wants it to. Each connection has a thread.
public final class PostOffice implements AutoCloseable {
    private final ServerSocket socket;
    private final UnaryOperator<String> answers;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private PostOffice(ServerSocket socket, UnaryOperator<String> answers) {
        this.socket = socket;
        this.answers = answers;
    }

    /// @param answers what it says to a command; an empty text is its greeting's turn, and an empty answer ends the
    ///     connection without a word
    public static PostOffice open(UnaryOperator<String> answers) {
        try {
            PostOffice office = new PostOffice(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
            Thread.ofVirtual().name("post office").start(office::serve);
            return office;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Takes what it is given from whoever it is.
    public static String friendly(String command) {
        String word = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (word) {
            case "" -> "220 post.example ESMTP";
            case "EHLO" -> "250-post.example\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME";
            case "AUTH" -> "235 2.7.0 welcome";
            case "QUIT" -> "221 2.0.0 bye";
            default -> "250 2.0.0 well";
        };
    }

    public int port() {
        return socket.getLocalPort();
    }

    /// The commands, of all connections.
    public List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket caller) {
        try (caller;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
            if (!say(caller, "")) return;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                if (!say(caller, line) || line.equalsIgnoreCase("QUIT")) return;
            }
        } catch (IOException gone) {
            heard.add("(gone: " + gone.getMessage() + ")");
        }
    }

    private boolean say(Socket caller, String command) throws IOException {
        String answer = answers.apply(command);
        if (answer.isEmpty()) return false;
        caller.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
