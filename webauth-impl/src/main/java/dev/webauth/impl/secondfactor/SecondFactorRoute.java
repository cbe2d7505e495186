package dev.webauth.impl.secondfactor;

import dev.webauth.AccessDeniedException;
import dev.webauth.OtpEnrolment;
import dev.webauth.impl.account.Account;
import dev.webauth.impl.config.WebAuthConfig;
import dev.webauth.impl.selfservice.ConfirmationMail;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Exchange;
import dev.webauth.impl.web.FormTokens;
import dev.webauth.impl.web.HtmlPage;
import dev.webauth.impl.web.NextUri;
import dev.webauth.impl.web.Origin;
import dev.webauth.impl.web.Refusals;
import dev.webauth.impl.web.Route;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code /auth/second-factor}: asks for the second factor of a pending log-in or of a caller, and
 * sets one up for an account that must have one. The application can replace it by its own page.
 */
@ApplicationScoped
@Route.Name(Refusals.SECOND_FACTOR)
class SecondFactorRoute implements Route {

    @Inject WebAuthConfig config;
    @Inject SecondFactorStep step;
    @Inject SecondFactors factors;
    @Inject Enrolments enrolments;
    @Inject RecoveryCodes recoveryCodes;
    @Inject CodeCheck check;
    @Inject ConfirmationMail confirmation;
    @Inject StepPages pages;
    @Inject StepJson json;
    @Inject FormTokens tokens;
    @Inject Origin origin;
    @Inject Transactions transactions;

    @Override
    public boolean serves(List<String> path) {
        return path.equals(List.of(Refusals.SECOND_FACTOR));
    }

    @Override
    public void get(Exchange exchange) {
        if (config.secondFactor().page().isPresent()) {
            toOwnPage(exchange, config.secondFactor().page().get());
        } else if (json.isWanted(exchange)) {
            json.get(exchange);
        } else {
            show(exchange, step.required(), 200, Optional.empty());
        }
    }

    private void toOwnPage(Exchange exchange, String page) {
        String next =
                exchange.parameter("next")
                        .filter(NextUri::isLocal)
                        .map(
                                uri ->
                                        (page.contains("?") ? "&next=" : "?next=")
                                                + URLEncoder.encode(uri, StandardCharsets.UTF_8))
                        .orElse("");
        exchange.redirectToPath(page + next);
    }

    @Override
    public void post(Exchange exchange) {
        if (config.secondFactor().page().isPresent()) {
            exchange.methodNotAllowed();
            return;
        }
        if (json.isWanted(exchange)) {
            json.post(exchange);
            return;
        }
        tokens.require(exchange);
        SecondFactorStep.Subject subject = step.required();
        try {
            act(exchange, subject);
        } catch (AccessDeniedException e) {
            if (!List.of("code_wrong", "enrolment_expired").contains(e.code())) {
                throw e;
            }
            show(exchange, subject, 403, Optional.of(e.code()));
        }
    }

    private void act(Exchange exchange, SecondFactorStep.Subject subject) {
        String code = exchange.formParameter("code").orElse("");
        if (exchange.has("enrol")) {
            OtpEnrolment enrolment = enrolments.begin();
            exchange.page(200, pages.enrol(exchange, enrolment, Optional.empty()));
        } else if (exchange.has("activate")) {
            List<String> codes = enrolments.finish(code);
            String next = origin.path(next(exchange, subject));
            exchange.page(200, pages.recoveryCodes(exchange, codes, next));
        } else if (exchange.has("resend") && subject.isPending()) {
            confirmation.resend(null);
            exchange.page(200, pages.confirmFirst(exchange, false));
        } else {
            check.check(subject, code, exchange.has("trust_browser"));
            exchange.redirectToPath(next(exchange, subject));
        }
    }

    private String next(Exchange exchange, SecondFactorStep.Subject subject) {
        return step.next(subject, exchange.parameter("next"));
    }

    private void show(
            Exchange exchange,
            SecondFactorStep.Subject subject,
            int status,
            Optional<String> wrong) {
        Account account = subject.account();
        if (subject.mustSetUp()) {
            exchange.page(status, setUp(exchange, subject, wrong));
            return;
        }
        List<SecondFactor> own = transactions.required(() -> factors.of(account.id()));
        if (own.isEmpty()) {
            exchange.redirectToPath(next(exchange, subject));
            return;
        }
        HtmlPage page = pages.start(exchange, "secondfactor.step", wrong);
        for (SecondFactor kind : own) {
            page = kind.ask(page, exchange, account);
        }
        if (transactions.required(() -> recoveryCodes.left(account.id())) > 0) {
            page = pages.askRecoveryCode(page, exchange);
        }
        exchange.page(status, pages.logOut(exchange, page));
    }

    private HtmlPage setUp(
            Exchange exchange, SecondFactorStep.Subject subject, Optional<String> wrong) {
        Account account = subject.account();
        if (!account.confirmed()) {
            return pages.confirmFirst(exchange, account.email().isPresent());
        }
        Optional<OtpEnrolment> begun =
                exchange.has("activate") ? enrolments.begun(subject) : Optional.empty();
        if (begun.isPresent()) {
            return pages.enrol(exchange, begun.get(), wrong);
        }
        HtmlPage page = pages.start(exchange, "secondfactor.set_up", wrong);
        for (SecondFactor kind : factors.kinds()) {
            page = kind.offer(page, exchange, account);
        }
        return pages.logOut(exchange, page);
    }
}
