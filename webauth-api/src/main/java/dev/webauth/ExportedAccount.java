package dev.webauth;

import java.util.List;
import java.util.Optional;

/**
 * What another system needs to take an account over.
 *
 * @param user the account; without its API key, of which WebAuth keeps a digest
 * @param passwordHash what is stored for the password, in a form that docs/password.md describes;
 *     empty if there is none. A secret: who has it can try passwords without any limit. Does not
 *     appear in {@link #toString()}
 * @param providers the identities that lead into the account, in the order in which they were
 *     linked
 */
public record ExportedAccount(
        User user, Optional<String> passwordHash, List<UserProvider> providers) {

    /** Leaves the hash out, so that a log line gives nothing away. */
    @Override
    public String toString() {
        return "ExportedAccount[id=" + user.id() + "]";
    }
}
