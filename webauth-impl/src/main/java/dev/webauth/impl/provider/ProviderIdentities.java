package dev.webauth.impl.provider;

import dev.webauth.UserProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The identities of any accounts, for operators; within a transaction. */
@ApplicationScoped
public class ProviderIdentities {

    @Inject IdentityRows rows;

    /**
     * By account, each in the order in which they were linked; accounts without any are missing.
     */
    public Map<Long, List<UserProvider>> between(long firstId, long lastId) {
        return rows.between(firstId, lastId).stream()
                .collect(
                        Collectors.groupingBy(
                                IdentityRow::userId,
                                Collectors.mapping(IdentityRow::shown, Collectors.toList())));
    }
}
