package dev.webauth.demo;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Markup that is safe to send. It is made only from templates, which escape all values, so that no
 * page can forget to.
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    /**
     * Replaces each {@code %s} by a value. Values that are {@code Html} are kept; all others are
     * escaped.
     */
    static Html of(String template, Object... values) {
        return new Html(template.formatted(Stream.of(values).map(Html::escaped).toArray()));
    }

    static <T> Html each(Collection<T> items, Function<T, Html> template) {
        return new Html(
                items.stream().map(template).map(Html::markup).collect(Collectors.joining()));
    }

    @Override
    public String toString() {
        return markup;
    }

    private static String escaped(Object value) {
        if (value instanceof Html html) {
            return html.markup();
        }
        return value.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
