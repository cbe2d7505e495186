package dev.webauth.impl.link;

import static dev.webauth.impl.web.HtmlPage.escape;

import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.PageTexts;
import java.util.stream.Stream;

/** The page for a link that was opened in another browser. */
final class LinkPages {

    private LinkPages() {}

    static HtmlPage ask(LinkAction.Notice notice, PageTexts texts, String token) {
        return ask(notice, texts, new HtmlPage(texts, title(notice, texts)), token);
    }

    /** The page after a failed try, with an error message. */
    static HtmlPage askAgain(
            LinkAction.Notice notice, PageTexts texts, String wrong, String token) {
        HtmlPage page = new HtmlPage(texts, title(notice, texts)).wrong(texts.text(wrong));
        return ask(notice, texts, page, token);
    }

    private static String title(LinkAction.Notice notice, PageTexts texts) {
        return texts.text(notice.key() + ".title");
    }

    private static HtmlPage ask(
            LinkAction.Notice notice, PageTexts texts, HtmlPage page, String token) {
        HtmlPage asked = finish(page.paragraph(text(notice, texts)), notice, texts, token);
        return notice.disownable() ? disown(asked, texts, token) : asked;
    }

    private static String text(LinkAction.Notice notice, PageTexts texts) {
        String[] values =
                notice.values().entrySet().stream()
                        .flatMap(value -> Stream.of(value.getKey(), value.getValue()))
                        .toArray(String[]::new);
        return texts.text(notice.key() + ".text", values);
    }

    private static HtmlPage finish(
            HtmlPage page, LinkAction.Notice notice, PageTexts texts, String token) {
        String button =
                "<button id=\"confirm\" name=\"confirm\" value=\"1\">"
                        + escape(texts.text(notice.key() + ".button"))
                        + "</button>";
        return switch (notice.finish()) {
            case PASSWORD ->
                    page.paragraph(texts.text(notice.key() + ".password"))
                            .form(
                                    token,
                                    "<label for=\"password\">"
                                            + escape(texts.text("link.password"))
                                            + "</label><input id=\"password\" name=\"password\""
                                            + " type=\"password\""
                                            + " autocomplete=\"current-password\">"
                                            + button);
            case BUTTON -> page.form(token, button);
            case ONLY_WHERE_ASKED -> page.paragraph(texts.text("link.only_where_asked"));
        };
    }

    private static HtmlPage disown(HtmlPage page, PageTexts texts, String token) {
        return page.markup("<details><summary>" + escape(texts.text("link.not_me")) + "</summary>")
                .form(
                        token,
                        "<label for=\"email\">"
                                + escape(texts.text("link.not_me.email"))
                                + "</label><input id=\"email\" name=\"email\" type=\"email\""
                                + " autocomplete=\"email\"><button class=\"quiet\" id=\"not_me\""
                                + " name=\"not_me\" value=\"1\">"
                                + escape(texts.text("link.not_me.button"))
                                + "</button>")
                .markup("</details>");
    }
}
