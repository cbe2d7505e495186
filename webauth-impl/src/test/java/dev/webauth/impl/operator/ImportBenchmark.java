package dev.webauth.impl.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.Accounts;
import dev.webauth.NewAccount;
import dev.webauth.impl.rig.TestApplication;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How long 100,000 accounts take. Not one of the tests, because of its name; docs/operator.md tells
 * how to run it.
 */
class ImportBenchmark {

    private static final Logger LOG = Logger.getLogger("benchmark");
    private static final int ALL = 100_000;
    private static final int LIST = 1000;

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    @Test
    void imports_accounts_with_bcrypt_hashes() {
        Accounts accounts = APP.bean(Accounts.class);
        long start = System.nanoTime();
        for (int first = 0; first < ALL; first += LIST) {
            accounts.createAll(list(first));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOG.info(() -> ALL + " accounts were imported in " + millis + " ms");
        assertThat(APP.database().count("webauth_user")).isEqualTo(ALL);
        assertThat(APP.database().count("webauth_mail")).isZero();
    }

    private static List<NewAccount> list(int first) {
        return IntStream.range(first, first + LIST)
                .mapToObj(
                        number ->
                                NewAccount.of("user" + number + "@x.test")
                                        .withPasswordHash(
                                                "$2b$12$b7jHsKzcPbfQtxuosrr.8eGt2.YwLf90WjV.bRCtxgAf2bajfDdl6")
                                        .asConfirmed())
                .toList();
    }
}
