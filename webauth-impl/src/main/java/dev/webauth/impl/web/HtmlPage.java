package dev.webauth.impl.web;

/**
 * A small HTML page of the library. Text is escaped here, so that callers cannot forget it.
 *
 * @param language the language tag of the texts
 * @param html the markup of the body, already escaped
 * @param hasForm whether the page contains a form
 * @param hasScript whether a script of the library runs in it
 */
public record HtmlPage(
        String language, String title, String html, boolean hasForm, boolean hasScript) {

    private static final String POLICY_OF_SCRIPT = "; script-src 'self'; connect-src 'self'";

    private static final String POLICY_WITH_FORM =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none';"
                    + " frame-ancestors 'none'";

    /** The Content-Security-Policy of a page without a form. */
    static final String POLICY = POLICY_WITH_FORM + "; form-action 'none'";

    /** Creates an English page, for developers. */
    public HtmlPage(String title, String html) {
        this(Languages.ENGLISH, title, html, false, false);
    }

    /** Creates an empty page for visitors, in the language of the texts. */
    public HtmlPage(PageTexts texts, String title) {
        this(texts.language(), title, "", false, false);
    }

    /**
     * The Content-Security-Policy. It does not restrict where a form is sent: browsers apply {@code
     * form-action} to redirects, too, and the application may redirect a form to its identity
     * provider.
     */
    String policy() {
        return (hasForm ? POLICY_WITH_FORM : POLICY) + (hasScript ? POLICY_OF_SCRIPT : "");
    }

    /**
     * With {@code no-referrer}, browsers would send the page's own form with {@code Origin: null}.
     */
    String referrerPolicy() {
        return hasForm || hasScript ? "same-origin" : "no-referrer";
    }

    /** A page with a message and a link. */
    static HtmlPage message(PageTexts texts, String title, String text, String linkPath) {
        return new HtmlPage(texts, title)
                .paragraph(text)
                .markup(
                        "<p><a class=\"button\" href=\""
                                + escape(linkPath)
                                + "\">"
                                + escape(texts.text("web.go_on"))
                                + "</a></p>");
    }

    public HtmlPage paragraph(String text) {
        return markup("<p>" + escape(text) + "</p>");
    }

    /** Adds the error message of the last try, which screen readers announce. */
    public HtmlPage wrong(String text) {
        return markup("<p class=\"wrong\" role=\"alert\">" + escape(text) + "</p>");
    }

    /** Adds a form that is posted to this page's URL, with a token. */
    public HtmlPage form(String token, String fields) {
        return form("<form method=\"post\">", token, fields);
    }

    /** Adds a form that is posted to another URL, with a token for that URL. */
    public HtmlPage formTo(String action, String token, String fields) {
        return form("<form method=\"post\" action=\"" + escape(action) + "\">", token, fields);
    }

    /** Adds a form whose button opens another page, with a token for that page. */
    public HtmlPage formToOpen(String action, String token, String fields) {
        return form("<form method=\"get\" action=\"" + escape(action) + "\">", token, fields);
    }

    private HtmlPage form(String start, String token, String fields) {
        String hidden =
                "<input type=\"hidden\" name=\""
                        + FormTokens.FIELD
                        + "\" value=\""
                        + escape(token)
                        + "\">";
        return with(start + hidden + fields + "</form>\n", true, hasScript);
    }

    private HtmlPage with(String more, boolean form, boolean script) {
        return new HtmlPage(language, title, html + more, form, script);
    }

    /** Adds a script that the library serves. */
    public HtmlPage script(String path) {
        return with("<script src=\"" + escape(path) + "\" defer></script>\n", hasForm, true);
    }

    /** Adds markup in which the caller has escaped all foreign text. */
    public HtmlPage markup(String more) {
        return with(more + "\n", hasForm, hasScript);
    }

    /** Adds markup that holds a form of another page. */
    public HtmlPage withForm(String more) {
        return with(more + "\n", true, hasScript);
    }

    String document() {
        return """
        <!DOCTYPE html>
        <html lang="%3$s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <link rel="icon" href="data:,">
        <style>
        body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;background:#f4f6f8;margin:0;
        padding:0 1rem}
        main{max-width:26rem;margin:8vh auto;padding:1.5rem;background:#fff;border:1px solid #d8dee4;
        border-radius:.6rem}
        h1{font-size:1.3rem;margin-top:0}
        label{display:block;margin:.8rem 0 .2rem}
        input{font:inherit;width:100%%;box-sizing:border-box;padding:.55rem;border:1px solid #8c959f;
        border-radius:.4rem}
        input[type=checkbox]{width:auto;margin-right:.4rem}
        button,.button{font:inherit;display:inline-block;margin-top:.8rem;padding:.6rem 1rem;
        border:1px solid #0a58ca;border-radius:.4rem;background:#0a58ca;color:#fff;
        text-decoration:none;cursor:pointer}
        button.quiet{background:#fff;color:#57606a;border-color:#8c959f}
        .wrong{color:#b3261e}
        details{margin-top:1.2rem}
        summary{color:#57606a;cursor:pointer}
        article{border-top:1px solid #d8dee4}
        h2{font-size:1.05rem}
        ol{padding-left:1.6rem}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
        </style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %2$s</main>
        </body>
        </html>
        """
                .formatted(escape(title), html, escape(language));
    }

    /** Escapes text for use between tags and in a quoted attribute. */
    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '&' -> safe.append("&amp;");
                                case '"' -> safe.append("&quot;");
                                case '\'' -> safe.append("&#39;");
                                default -> safe.append((char) c);
                            }
                        });
        return safe.toString();
    }
}
