package dev.webauth.impl.link;

import static dev.webauth.impl.web.Page.escape;

import dev.webauth.impl.web.Page;

/** Pages for a link that was opened in another browser, or that is no longer good. */
final class LinkPages {

    private LinkPages() {}

    static Page ask(LinkAction.Notice notice, String wrong, String token) {
        Page page = new Page(notice.title(), "").paragraph(notice.text());
        if (!wrong.isEmpty()) {
            page = page.markup("<p class=\"wrong\" role=\"alert\">" + escape(wrong) + "</p>");
        }
        page = finish(page, notice, token);
        return notice.disownable() ? disown(page, token) : page;
    }

    private static Page finish(Page page, LinkAction.Notice notice, String token) {
        return switch (notice.finish()) {
            case PASSWORD ->
                    page.form(
                            token,
                            "<label for=\"password\">Password of the account</label>"
                                    + "<input id=\"password\" name=\"password\" type=\"password\""
                                    + " autocomplete=\"current-password\">"
                                    + button(notice));
            case BUTTON -> page.form(token, button(notice));
            case ONLY_WHERE_ASKED ->
                    page.paragraph(
                            "Please open the link in the browser in which you asked for it, or log"
                                    + " in here first.");
        };
    }

    private static Page disown(Page page, String token) {
        return page.markup("<details><summary>This was not me</summary>")
                .form(
                        token,
                        "<label for=\"email\">Type the e-mail address at which you got the link"
                                + "</label><input id=\"email\" name=\"email\" type=\"email\""
                                + " autocomplete=\"email\"><button class=\"quiet\" id=\"not_me\""
                                + " name=\"not_me\" value=\"1\">I did not ask for this</button>")
                .markup("</details>");
    }

    private static String button(LinkAction.Notice notice) {
        return "<button id=\"confirm\" name=\"confirm\" value=\"1\">"
                + escape(notice.button())
                + "</button>";
    }

    static Page missing(String root) {
        return Page.message(
                "This link is no longer valid",
                "It was used already, a newer one took its place, or its time is over.",
                root,
                "Go on");
    }

    static Page tooMany(String root) {
        return Page.message(
                "Too many wrong links",
                "Too many links that are not valid were opened from your network. Please wait a"
                        + " minute.",
                root,
                "Go on");
    }

    static Page disowned(String root) {
        return Page.message(
                "Thank you",
                "The link does nothing any more, and nobody can use it.",
                root,
                "Go on");
    }
}
