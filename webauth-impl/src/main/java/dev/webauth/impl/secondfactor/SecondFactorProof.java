package dev.webauth.impl.secondfactor;

import dev.webauth.impl.account.Account;
import dev.webauth.impl.selfservice.Reauthentication;
import dev.webauth.impl.store.Transactions;
import dev.webauth.impl.web.Languages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The second factor as a method of re-authentication. */
@ApplicationScoped
class SecondFactorProof implements Reauthentication {

    @Inject SecondFactors factors;
    @Inject SecondFactorLogIn step;
    @Inject Languages languages;
    @Inject Transactions transactions;

    @Override
    public boolean isWayIn() {
        return false;
    }

    @Override
    public List<Way> ways(Account account, String next) {
        List<SecondFactor> own = transactions.required(() -> factors.of(account.id()));
        if (own.isEmpty() || !factors.areAsked(account, own)) {
            return List.of();
        }
        String and = step.page().contains("?") ? "&next=" : "?next=";
        return List.of(
                new Way(
                        languages.pageTexts().text("secondfactor.way"),
                        step.page() + and + URLEncoder.encode(next, StandardCharsets.UTF_8)));
    }
}
