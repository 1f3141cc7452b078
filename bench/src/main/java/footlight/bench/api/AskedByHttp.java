package footlight.bench.api;

import java.io.IOException;

/// The mix asked of the API.
///
/// @param key of the API, for the channel that has one
record AskedByHttp(FullHouse house, HttpLine line, String key) implements Pace.Worker {
    @Override
    public void ask(long index) throws IOException {
        HttpLine.Reply reply = ask(Asked.at(index));
        if (reply.status() >= 300) throw new IOException("answered " + reply.status() + ": " + reply.body());
    }

    HttpLine.Reply ask(Asked asked) throws IOException {
        int number = asked.number();
        String channel = FullHouse.keyChannel();
        return switch (asked.kind()) {
            case SHOW -> get("/shows/" + house.show(number), "");
            case OWN_SHOW -> get("/shows/" + house.ownShow(number), key);
            case CHANNEL -> get("/channels/@" + house.handle(number), "");
            case CHANNEL_SHOWS -> get("/channels/" + channel + "/shows?phase=past", key);
            case UPCOMING -> get("/shows?phase=upcoming", "");
            case SESSION -> get("/session", "");
            case CREATE ->
                line.ask("POST", "/api/v1/channels/" + channel + "/shows", key, "{\"title\":\"Show " + number + "\"}");
        };
    }

    private HttpLine.Reply get(String path, String token) throws IOException {
        return line.ask("GET", "/api/v1" + path, token, "");
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
