package dev.webauth.it.operator;

import dev.webauth.Accounts;
import dev.webauth.NewAccount;
import dev.webauth.WebAuth;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Imports users of another system, on a managed thread or by a timer. */
@Singleton
public class UserImport {

    @Inject Accounts accounts;
    @Inject WebAuth webauth;
    @Resource ManagedExecutorService executor;
    @Resource TimerService timers;

    /** Lines of address and hash, such as {@code ada@example.org $2b$12$…}. */
    public CompletableFuture<Integer> start(List<String> lines) {
        return executor.supplyAsync(() -> run(lines));
    }

    private int run(List<String> lines) {
        List<NewAccount> users =
                lines.stream()
                        .map(line -> line.split(" "))
                        .map(user -> NewAccount.of(user[0]).withPasswordHash(user[1]).asConfirmed())
                        .toList();
        for (int i = 0; i < users.size(); i += 1000) {
            accounts.createAll(users.subList(i, Math.min(i + 1000, users.size())));
        }
        return users.size();
    }

    /** The same by a timer, once. */
    public void startByTimer(String line) {
        timers.createSingleActionTimer(1, new TimerConfig(line, false));
    }

    @Timeout
    void timeout(Timer timer) {
        run(List.of((String) timer.getInfo()));
    }

    /** What {@code register} says where there is no request. */
    public CompletableFuture<String> registerOnThread(String email) {
        return executor.supplyAsync(
                () -> {
                    try {
                        webauth.register(email, "a good passphrase");
                        return "registered";
                    } catch (IllegalStateException e) {
                        return "refused: " + e.getMessage();
                    }
                });
    }
}
