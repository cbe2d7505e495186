package dev.webauth.impl.password;

import dev.webauth.InvalidInputException;
import dev.webauth.spi.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The scheme for new passwords, and all schemes in which stored ones can be verified. */
@ApplicationScoped
class Hashers {

    private static final int LONGEST = 255;

    /** A prefix that names a scheme and cannot be a part of a password or a digest. */
    private static final Pattern PREFIX =
            Pattern.compile(
                    "(\\$[a-z0-9-]{1,20}\\$|\\{[A-Za-z0-9-]{1,30}}|\\w{1,30}(?=[$:]\\d+[$:])).*");

    private static final List<ForeignScheme> FOREIGN =
            List.of(new ForeignBcrypt(), new Pbkdf2(), new Argon2(), new Sha256());

    @Inject BcryptHasher own;

    private List<PasswordHasher> all;
    private PasswordHasher current;
    private String decoy;

    /**
     * Uses the bean manager, because an {@code Instance} hides all beans except the alternative.
     */
    @Inject
    void collect(BeanManager manager) {
        Set<Bean<?>> beans = manager.getBeans(PasswordHasher.class, Any.Literal.INSTANCE);
        Set<Bean<?>> alternatives =
                beans.stream().filter(Bean::isAlternative).collect(Collectors.toSet());
        use(
                alternatives.isEmpty() ? own : reference(manager, manager.resolve(alternatives)),
                beans.stream().map(bean -> reference(manager, bean)).toList());
    }

    void use(PasswordHasher scheme, List<PasswordHasher> verifiers) {
        current = scheme;
        all = new ArrayList<>(List.of(scheme));
        all.addAll(verifiers);
        all.add(own);
        all.addAll(FOREIGN);
    }

    private static PasswordHasher reference(BeanManager manager, Bean<?> bean) {
        return (PasswordHasher)
                manager.getReference(
                        bean, PasswordHasher.class, manager.createCreationalContext(bean));
    }

    String hash(String password) {
        return current.hash(password);
    }

    /**
     * Whether the stored text is a hash of the password. Every call takes as long as one hash in
     * the scheme for new passwords; a slower foreign scheme takes longer.
     *
     * @param stored the stored hash; null if there is none
     */
    boolean verify(String password, String stored) {
        Optional<PasswordHasher> hasher = Optional.ofNullable(stored).flatMap(this::find);
        boolean fits = hasher.map(found -> found.verify(password, stored)).orElse(false);
        if (hasher.isEmpty() || hasher.get() != current) {
            spendRest(password, hasher.map(found -> work(found, stored)).orElse(0L));
        }
        return fits;
    }

    private static long work(PasswordHasher hasher, String stored) {
        return hasher instanceof ForeignScheme scheme ? scheme.work(stored) : 0;
    }

    private void spendRest(String password, long done) {
        if (current == own) {
            own.spendRest(done);
        } else {
            current.verify(password, decoy());
        }
    }

    private synchronized String decoy() {
        if (decoy == null) {
            decoy = current.hash("nobody has this password");
        }
        return decoy;
    }

    /** Prepares what the first log-in would otherwise wait for. */
    void warmUp() {
        if (current == own) {
            own.warmUp();
        } else {
            decoy();
        }
    }

    boolean outdated(String stored) {
        return find(stored).map(found -> found.outdated(stored)).orElse(true);
    }

    private Optional<PasswordHasher> find(String stored) {
        return all.stream().filter(hasher -> hasher.supports(stored)).findFirst();
    }

    /**
     * Converts a hash of another system to the text that is stored.
     *
     * @throws InvalidInputException if no scheme supports it
     */
    String imported(String encoded) {
        return Optional.of(Sha256.tagged(encoded).orElse(encoded))
                .filter(text -> text.length() <= LONGEST && find(text).isPresent())
                .orElseThrow(() -> unsupported(encoded));
    }

    private static InvalidInputException unsupported(String encoded) {
        Matcher prefix = PREFIX.matcher(encoded);
        return new InvalidInputException(
                "password_hash_unsupported",
                "The password hash "
                        + (prefix.matches()
                                ? "that begins with " + prefix.group(1)
                                : "without a known prefix")
                        + " is not supported. Supported are "
                        + FOREIGN.stream()
                                .map(ForeignScheme::description)
                                .collect(Collectors.joining("; "))
                        + "; and what a PasswordHasher bean of the application supports");
    }
}
