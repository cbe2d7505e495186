package dev.webauth.impl.passkey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What this artifact may know of the core, and who may know webauthn4j. */
class ArchitectureTest {

    private static final JavaClasses OWN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.webauth.impl.passkey");

    @Test
    void enough_classes_were_scanned() {
        assertThat(OWN.size()).isGreaterThan(15);
    }

    @Test
    void webauthn4j_is_for_the_verifier() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.Verifier(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.webauthn4j..", "com.fasterxml..")
                .check(OWN);
    }

    @Test
    void it_stands_beside_the_providers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.webauth.impl.provider..",
                        "dev.webauth.impl.operator..",
                        "dev.webauth.impl.front..",
                        "dev.webauth.impl.boot..",
                        "dev.webauth.impl.dev..",
                        "jakarta.servlet..",
                        "java.sql..")
                .check(OWN);
    }

    @Test
    void nothing_of_it_is_public() {
        classes().should().notBePublic().check(OWN);
    }
}
