package dev.webauth.demo;

import jakarta.enterprise.context.RequestScoped;

/** The form of this request with its values, to be shown again if it is refused. */
@RequestScoped
public class SentForm {

    private Html form = Html.NOTHING;

    void keep(Html form) {
        this.form = form;
    }

    Html form() {
        return form;
    }
}
