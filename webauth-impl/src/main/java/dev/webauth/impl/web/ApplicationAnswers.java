package dev.webauth.impl.web;

import dev.webauth.spi.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/** The application's own {@link Answers} bean, if there is one. */
@ApplicationScoped
public class ApplicationAnswers {

    private Optional<Answers> answers;

    @Inject
    void find(Instance<Answers> beans) {
        answers = beans.isResolvable() ? Optional.of(beans.get()) : Optional.empty();
    }

    /** The application's response; empty if the library is to respond. */
    public Optional<Response> answer(Function<Answers, Optional<Response>> question) {
        return answers.flatMap(question);
    }
}
