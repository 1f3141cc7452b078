package footlight.testkit.hls;

import java.util.Locale;

/// What the heads of answers must say, so that players and a CDN between do right.
final class AnswerRules {
    private AnswerRules() {}

    static void playlist(Answer answer, Findings findings) {
        common(answer, findings);
        String type = answer.header("Content-Type").toLowerCase(Locale.ROOT);
        findings.rule(
                type.startsWith("application/vnd.apple.mpegurl") || type.startsWith("audio/mpegurl"),
                answer.uri() + " is of type '" + type + "' (4)");
    }

    static void media(Answer answer, Findings findings) {
        common(answer, findings);
        String type = answer.header("Content-Type").toLowerCase(Locale.ROOT);
        findings.rule(
                type.equals("video/mp4") || type.equals("audio/mp4"), answer.uri() + " is of type '" + type + "'");
        findings.rule(
                answer.header("ETag").matches("(W/)?\"[!#-~]+\""),
                answer.uri() + " has ETag '" + answer.header("ETag") + "'");
        // Names are never used again, so a CDN may keep what they name.
        findings.rule(
                answer.header("Cache-Control").matches(".*max-age=[1-9][0-9]*.*"),
                answer.uri() + " may not be kept: Cache-Control '" + answer.header("Cache-Control") + "'");
    }

    private static void common(Answer answer, Findings findings) {
        findings.rule(answer.status() == 200, answer.uri() + " is answered with " + answer.status());
        findings.rule(
                answer.header("Content-Length").equals(Integer.toString(answer.body().length)),
                answer.uri() + " has Content-Length '" + answer.header("Content-Length") + "' and "
                        + answer.body().length + " bytes");
        findings.rule(!answer.header("Cache-Control").isEmpty(), answer.uri() + " has no Cache-Control");
        findings.rule(
                answer.header("Access-Control-Allow-Origin").equals("*"),
                answer.uri() + " is closed to other sites: '" + answer.header("Access-Control-Allow-Origin") + "'");
    }
}
