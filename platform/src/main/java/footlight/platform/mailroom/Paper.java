package footlight.platform.mailroom;

import footlight.platform.mail.Letter;

/// How a letter looks: as plain text, and as HTML that mail programs of every age show alike, in the colours of the
/// pages.
/// Everything of the letter is text here, whatever stands in it.
final class Paper {
    private static final String FONT =
            "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    @SuppressWarnings("InlineFormatString") // The paper is read apart from what is written on it.
    private static final String HTML = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><title>%s</title>
            <style>@media (prefers-color-scheme:dark){body,.bg{background:#14100f!important}.card{background:#1d1816!important;\
            border-color:#3a312e!important}.ink{color:#f7f1ea!important}.ink3{color:#a4968c!important}}</style></head>
            <body style="margin:0;background:#f6f1ea">
            <table role="presentation" class="bg" width="100%%" cellpadding="0" cellspacing="0" style="background:#f6f1ea">
            <tr><td align="center" style="padding:32px 16px">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="max-width:520px">
            <tr><td class="ink" style="%s;font-size:15px;font-weight:700;color:#1c1512;padding:0 4px 16px">%s</td></tr>
            <tr><td class="card" style="background:#ffffff;border:1px solid #e2d7cc;border-radius:14px;padding:28px 28px 24px">
            <h1 class="ink" style="%s;font-size:21px;line-height:1.3;color:#1c1512;margin:0 0 16px">%s</h1>
            %s</td></tr>
            <tr><td style="padding:16px 4px 0">%s</td></tr>
            </table></td></tr></table></body></html>
            """;

    private static final String NO_MORE = "No more such letters";

    private Paper() {}

    static String text(Letter letter, String siteName) {
        StringBuilder text = new StringBuilder();
        letter.paragraphs().forEach(paragraph -> text.append(plain(paragraph)).append("\n\n"));
        Letter.Button button = letter.button();
        if (button != null)
            text.append(plain(button.words()))
                    .append(":\n")
                    .append(plain(button.url()))
                    .append("\n\n");
        letter.small().forEach(line -> text.append(plain(line)).append('\n'));
        if (letter.stop() != null)
            text.append(NO_MORE).append(": ").append(plain(letter.stop())).append('\n');
        // The mark by which mail programs know a signature.
        return text.append("\n-- \n").append(OneLine.of(siteName)).append('\n').toString();
    }

    static String html(Letter letter, String siteName) {
        StringBuilder body = new StringBuilder();
        for (String paragraph : letter.paragraphs())
            body.append("<p class=\"ink\" style=\"")
                    .append(FONT)
                    .append(";font-size:15px;line-height:1.55;color:#1c1512;margin:0 0 14px\">")
                    .append(escaped(plain(paragraph)).replace("\n", "<br>"))
                    .append("</p>\n");
        Letter.Button button = letter.button();
        if (button != null) body.append(button(button));
        StringBuilder small = new StringBuilder();
        for (String line : letter.small()) small.append(small(line));
        if (letter.stop() != null) small.append(stop(plain(letter.stop())));
        return HTML.formatted(
                escaped(letter.subject()), FONT, escaped(siteName), FONT, escaped(letter.subject()), body, small);
    }

    private static String button(Letter.Button button) {
        String url = plain(button.url());
        // A path alone leads nowhere from a mail program, and no other scheme belongs into a letter.
        if (!url.startsWith("https://") && !url.startsWith("http://"))
            return "<p class=\"ink\" style=\"" + FONT + ";font-size:15px;color:#1c1512\">" + escaped(button.words())
                    + ": " + escaped(url) + "</p>\n";
        return "<p style=\"margin:22px 0 18px\"><a href=\"" + escaped(url) + "\" style=\"" + FONT
                + ";display:inline-block;background:#ff8a3d;color:#140e0c;font-size:15px;font-weight:700;"
                + "text-decoration:none;padding:12px 22px;border-radius:999px\">" + escaped(button.words())
                + "</a></p>\n" + small(url);
    }

    private static String stop(String url) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) return small(NO_MORE + ": " + url);
        return "<p class=\"ink3\" style=\"" + FONT + ";font-size:13px;line-height:1.5;color:#6d5f56;margin:0 0 8px\">"
                + "<a class=\"ink3\" style=\"color:#6d5f56\" href=\"" + escaped(url) + "\">" + NO_MORE + "</a></p>\n";
    }

    private static String small(String line) {
        return "<p class=\"ink3\" style=\"" + FONT
                + ";font-size:13px;line-height:1.5;color:#6d5f56;margin:0 0 8px;word-break:break-all;"
                + "word-break:break-word\">" + escaped(plain(line)) + "</p>\n";
    }

    /// Without what is no text; line ends stay.
    private static String plain(String text) {
        return text.replace("\r\n", "\n").replaceAll("[\\p{Cc}&&[^\\n\\t]]", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
