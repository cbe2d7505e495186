package dev.webauth.impl;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.notBePublic;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.webauth.entity.WebAuthUser;
import dev.webauth.event.AccountEvent;
import dev.webauth.impl.login.LogIns;
import dev.webauth.impl.session.HttpSessions;
import jakarta.enterprise.inject.Instance;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dependency rules of packages and technologies. The first test checks that classes were scanned at
 * all, because a rule over no classes proves nothing.
 */
class ArchitectureTest {

    private static final String IMPL = "dev.webauth.impl.";

    /**
     * Each package with the packages of the library that it may use. The api and the package itself
     * are always allowed.
     */
    private static final Map<String, Set<String>> USES =
            Map.ofEntries(
                    uses("config", ""),
                    uses("store", "config"),
                    uses("crypto", "config store"),
                    uses("web", "config crypto"),
                    uses("audit", "config store web account"),
                    uses("throttle", "config store crypto"),
                    uses("password", "config"),
                    uses("mail", "config store crypto web"),
                    uses("account", "config store crypto mail"),
                    uses("session", "config store crypto web mail account"),
                    uses("pending", "store crypto account"),
                    uses("apikey", "config store crypto web throttle mail account session"),
                    uses(
                            "login",
                            "config store crypto web throttle password mail account session"
                                    + " pending"),
                    uses("link", "config store crypto web throttle mail account session login"),
                    uses(
                            "selfservice",
                            "config store web throttle password mail account session login link"),
                    uses(
                            "secondfactor",
                            "config store crypto web mail account session pending login"
                                    + " selfservice"),
                    uses(
                            "provider",
                            "config store crypto web throttle mail account session pending login"
                                    + " selfservice"),
                    uses(
                            "operator",
                            "store web password mail account selfservice secondfactor provider"),
                    uses("authorization", "config web session apikey"),
                    uses("dev", "config crypto web mail provider"));

    private static Map.Entry<String, Set<String>> uses(String name, String others) {
        return Map.entry(name, Set.of(others.split(" ")));
    }

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.webauth");

    @Test
    void enough_classes_were_scanned() {
        assertThat(HOUSE.size()).isGreaterThan(100);
        assertThat(HOUSE.stream().map(type -> type.getPackageName()).distinct().count())
                .isGreaterThan(15);
        assertThat(HOUSE.stream().filter(type -> type.getName().contains(".rig."))).isEmpty();
    }

    @Test
    void the_api_uses_neither_the_implementation_nor_its_technology() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.webauth", "dev.webauth.event", "dev.webauth.spi")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.webauth.impl..",
                        "dev.webauth.entity..",
                        "com.nimbusds..",
                        "jakarta.persistence..",
                        "jakarta.servlet..",
                        "jakarta.mail..",
                        "org.eclipse..")
                .check(HOUSE);
    }

    @Test
    void only_the_answers_of_the_api_use_jax_rs() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.webauth", "dev.webauth.event", "dev.webauth.spi")
                .and()
                .doNotHaveSimpleName("Answers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(HOUSE);
    }

    @Test
    void the_root_package_of_the_api_uses_neither_events_nor_spi() {
        noClasses()
                .that()
                .resideInAPackage("dev.webauth")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.webauth.event..", "dev.webauth.spi..")
                .check(HOUSE);
    }

    @Test
    void features_have_no_cycles() {
        slices().matching("dev.webauth.impl.(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching("dev.webauth.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @ParameterizedTest
    @CsvSource({
        "jakarta.mail, mail",
        "jakarta.transaction, store",
        "jakarta.servlet, web session authorization boot",
        "jakarta.ws.rs, web link login provider authorization dev boot",
        "org.eclipse.persistence, store",
        "org.eclipse.microprofile.config, config authorization boot",
        "jakarta.security, authorization",
        "org.wildfly, authorization",
        "org.eclipse.microprofile.health, mail",
        "javax.management, mail password",
        "com.nimbusds, provider dev",
        "org.mindrot, password",
        "org.bouncycastle, password",
        "javax.crypto, crypto password",
        "java.sql, store throttle account",
        "javax.naming, store mail",
        "javax.sql, store"
    })
    void each_technology_has_its_place(String technology, String packages) {
        String[] allowed =
                java.util.Arrays.stream(packages.split(" "))
                        .map(name -> "dev.webauth.impl." + name + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.webauth.impl..")
                .and()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology + "..")
                .check(HOUSE);
    }

    @Test
    void jpa_is_used_by_the_store_and_the_tables_only() {
        noClasses()
                .that()
                .resideInAPackage("dev.webauth.impl..")
                .and()
                .resideOutsideOfPackage("dev.webauth.impl.store..")
                .and()
                .areNotAnnotatedWith(Entity.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.persistence..")
                .check(HOUSE);
    }

    @Test
    void each_table_has_one_owner() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .and()
                .doNotHaveFullyQualifiedName(WebAuthUser.class.getName())
                .should(notBePublic())
                .check(HOUSE);
    }

    /** Checks the JPQL and SQL texts, because rules about types do not see them. */
    @Test
    void only_the_account_package_names_the_table_of_accounts() throws IOException {
        Pattern table = Pattern.compile("webauth_user(?![a-z_])|WebAuthUser(?![a-z_])");
        Path classes = Path.of("target", "classes", "dev", "webauth", "impl");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                // The schema checks whose table it is and reads none of its rows.
                boolean schema = file.endsWith(Path.of("store", "Schema.class"));
                if (!schema && table.matcher(bytes).find()) {
                    found.add(classes.relativize(file).getName(0).toString());
                }
            }
        }
        assertThat(found).containsExactly("account");
    }

    /** Every kind of log-in calls the same method, so that no required step can be forgotten. */
    @Test
    void a_log_in_begins_in_one_place() {
        Set<String> callers =
                HOUSE.get(HttpSessions.class).getMethodCallsToSelf().stream()
                        .filter(call -> call.getName().equals("begin"))
                        .map(call -> call.getOriginOwner().getName())
                        .collect(Collectors.toSet());
        assertThat(callers).containsExactly(LogIns.class.getName());
    }

    @Test
    void no_feature_uses_the_event_log() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.webauth.impl.audit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.webauth.impl.audit..")
                .check(HOUSE);
    }

    @Test
    void packages_use_only_packages_of_lower_levels() {
        USES.forEach(
                (name, used) ->
                        noClasses()
                                .that()
                                .resideInAPackage(IMPL + name)
                                .should()
                                .dependOnClassesThat(
                                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                                "are of a package that " + name + " may not use",
                                                other -> isForbidden(other, name, used)))
                                .check(HOUSE));
    }

    private static boolean isForbidden(JavaClass other, String name, Set<String> used) {
        if (!other.getPackageName().startsWith(IMPL)) {
            return false;
        }
        String target = other.getPackageName().substring(IMPL.length());
        return !target.equals(name) && !used.contains(target);
    }

    /**
     * An Instance creates a new @Dependent bean at each call and keeps all of them until it is
     * destroyed.
     */
    @Test
    void beans_of_the_application_are_found_once() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .doNotHaveSimpleName("RoutesServlet")
                .should()
                .haveRawType(Instance.class)
                .check(HOUSE);
    }

    @Test
    void events_are_records_under_one_parent() {
        classes()
                .that()
                .resideInAPackage("dev.webauth.event")
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .andShould()
                .beAssignableTo(AccountEvent.class)
                .check(HOUSE);
    }

    @Test
    void class_names_follow_the_conventions() {
        classes()
                .should()
                .haveNameNotMatching(
                        ".*(Impl|Util|Utils|Helper|Manager)|(.*\\.)?(Abstract|Base)[A-Z]\\w*")
                .check(HOUSE);
    }

    @Test
    void time_comes_from_a_clock() {
        for (Class<?> time :
                new Class<?>[] {
                    Instant.class, OffsetDateTime.class, LocalDateTime.class, ZonedDateTime.class
                }) {
            noClasses().should().callMethod(time, "now").check(HOUSE);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.webauth.impl.config..", "dev.webauth.impl.mail..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.webauth.impl.mail..")
                .should()
                .callConstructor(Date.class)
                .check(HOUSE);
    }

    @Test
    void no_class_prints_to_the_console_or_throws_general_exceptions() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HOUSE);
        noClasses()
                .that()
                .areNotAssignableTo(Throwable.class)
                .should(
                        callConstructorWhere(
                                target(owner(equivalentTo(RuntimeException.class)))
                                        .or(target(owner(equivalentTo(Exception.class))))))
                .check(HOUSE);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(HOUSE);
    }
}
