package dev.webauth.impl.web;

/**
 * A small HTML page of the library. Text is escaped here, so that a caller cannot forget to.
 *
 * @param html the body's markup, already escaped
 */
public record Page(String title, String html) {

    static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action"
                    + " 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** A page that only says something, with a way on. */
    public static Page message(String title, String text, String linkPath, String linkText) {
        return new Page(title, "")
                .paragraph(text)
                .markup(
                        "<p><a class=\"button\" href=\""
                                + escape(linkPath)
                                + "\">"
                                + escape(linkText)
                                + "</a></p>");
    }

    public Page paragraph(String text) {
        return markup("<p>" + escape(text) + "</p>");
    }

    /** Adds markup in which the caller has escaped everything that is not its own. */
    public Page markup(String more) {
        return new Page(title, html + more + "\n");
    }

    String document() {
        return """
        <!DOCTYPE html>
        <html lang="en">
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
        article{border-top:1px solid #d8dee4}
        h2{font-size:1.05rem}
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
                .formatted(escape(title), html);
    }

    /** Makes text safe between tags and within a quoted attribute. */
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
