package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/** A form of a page with the values that are filled in. */
public final class Form {

    private static final Set<String> NOT_SENT =
            Set.of("submit", "button", "reset", "image", "file");
    private static final Set<String> BUTTONS = Set.of("submit", "image");

    private final Page page;
    private final Element form;
    private final URI action;
    private final boolean get;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Form(Page page, Element form, URI action, boolean get) {
        this.page = page;
        this.form = form;
        this.action = action;
        this.get = get;
    }

    static Form of(Page page, Element element) {
        Element form =
                element.hasAttr("form")
                        ? page.element(element.attr("form"))
                        : element.closest("form");
        assertThat(form).as("the form of %s in %s", element, page).isNotNull();
        Element acting = element.hasAttr("formaction") ? element : form;
        String action = element.hasAttr("formaction") ? "formaction" : "action";
        String method =
                element.hasAttr("formmethod") ? element.attr("formmethod") : form.attr("method");
        URI target = acting.attr(action).isEmpty() ? page.uri() : URI.create(acting.absUrl(action));
        Form found = new Form(page, form, target, !method.equalsIgnoreCase("post"));
        form.select("input[name], textarea[name], select[name]").forEach(found::takeDefault);
        if (pressed(element) && element.hasAttr("name")) {
            found.fields.put(element.attr("name"), element.attr("value"));
        }
        return found;
    }

    private static boolean pressed(Element element) {
        return element.tagName().equals("button") || BUTTONS.contains(element.attr("type"));
    }

    private void takeDefault(Element input) {
        String type = input.attr("type").toLowerCase(Locale.ROOT);
        boolean unchecked = Set.of("checkbox", "radio").contains(type) && !input.hasAttr("checked");
        if (!NOT_SENT.contains(type) && !unchecked) {
            fields.put(input.attr("name"), input.val());
        }
    }

    /** Types into the field with this id. */
    public Form type(String id, String value) {
        Element input = page.element(id);
        fields.put(input.attr("name"), value);
        return this;
    }

    /** Types into the field with this name. */
    public Form typeByName(String name, String value) {
        assertThat(form.select("input[name=" + name + "]"))
                .as("field %s in %s", name, page)
                .hasSize(1);
        fields.put(name, value);
        return this;
    }

    Map<String, String> fields() {
        return fields;
    }

    /** The target of the form. */
    public URI action() {
        return action;
    }

    boolean get() {
        return get;
    }
}
