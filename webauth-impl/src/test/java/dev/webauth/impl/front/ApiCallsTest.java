package dev.webauth.impl.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.webauth.AccessDeniedException;
import dev.webauth.InvalidInputException;
import dev.webauth.NewAccount;
import dev.webauth.Passkeys;
import dev.webauth.WebAuth;
import dev.webauth.WebAuthException;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.TestApplication;
import dev.webauth.impl.web.ApiBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every method of every injectable interface, also for those to come. */
class ApiCallsTest {

    @RegisterExtension static final TestApplication APP = TestApplication.with();

    private static final Set<String> NOTES = Set.of("setNext", "clearNext", "touch");
    private static final String READS =
            "(get|is|list|find|export|require|path|page|length|oldestAge|parked|factors"
                    + "|recoveryCodesLeft|trustedBrowsers)(\\p{Lu}\\w*)?";

    /** Parameters for which the documentation gives null a meaning. */
    private static final String NULLABLE =
            "\\w+\\.next\\w*|(checkUserPassword2|create3)\\.password|getUserByApiKey1\\.key";

    private FakeBrowser vera;

    @BeforeEach
    void vera_is_logged_in() {
        vera = APP.confirmed("vera@x.test", "correct horse");
    }

    private static List<Class<?>> interfaces() {
        return new ClassFileImporter()
                .importPackages("dev.webauth").stream()
                        .filter(type -> type.getPackageName().equals("dev.webauth"))
                        .filter(type -> type.isInterface() && !type.isAnnotation())
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        // Its bean is in another artifact, and is tested there.
                        .filter(type -> !type.isEquivalentTo(Passkeys.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    static Stream<Method> methods() {
        return interfaces().stream().flatMap(type -> Arrays.stream(type.getMethods()));
    }

    private static boolean reads(Method method) {
        return method.getName().matches(READS);
    }

    static Stream<Method> changes() {
        return methods().filter(method -> !reads(method) && !NOTES.contains(method.getName()));
    }

    static Stream<Method> others() {
        return methods().filter(ApiCallsTest::reads);
    }

    static Stream<Method> notes() {
        return methods().filter(method -> NOTES.contains(method.getName()));
    }

    @Test
    void every_injectable_interface_is_checked() {
        assertThat(interfaces()).contains(WebAuth.class).hasSizeGreaterThan(3);
        for (Class<?> type : interfaces()) {
            assertThat(APP.bean(type).getClass().getSuperclass())
                    .as(type.getName())
                    .hasAnnotation(ApiBean.class);
        }
    }

    /** One log-in for all rows: the refused calls and the reads do not end it. */
    private static Stream<DynamicTest> each(Stream<Method> methods, Consumer<Method> test) {
        return methods.map(
                method -> DynamicTest.dynamicTest(method.toString(), () -> test.accept(method)));
    }

    @TestFactory
    Stream<DynamicTest> what_changes_something_refuses_the_request_of_another_site() {
        return each(changes(), this::refusesOtherSites);
    }

    private void refusesOtherSites(Method method) {
        vera.with("Sec-Fetch-Site", "cross-site");
        assertThat(posted(method)).satisfies(ApiCallsTest::isCrossSite);
        assertThat(opened(method)).satisfies(ApiCallsTest::isCrossSite);
    }

    @TestFactory
    Stream<DynamicTest> what_only_reads_does_not_ask_where_a_request_comes_from() {
        return each(others(), this::readsForOtherSites);
    }

    private void readsForOtherSites(Method method) {
        vera.with("Sec-Fetch-Site", "cross-site");
        assertThat(posted(method)).satisfies(ApiCallsTest::isNotCrossSite);
        assertThat(opened(method)).satisfies(ApiCallsTest::isNotCrossSite);
    }

    @TestFactory
    Stream<DynamicTest> what_only_notes_something_is_refused_in_a_post_and_not_in_a_link() {
        return each(notes(), this::refusesPostsOfOtherSites);
    }

    private void refusesPostsOfOtherSites(Method method) {
        vera.with("Sec-Fetch-Site", "cross-site");
        assertThat(posted(method)).satisfies(ApiCallsTest::isCrossSite);
        assertThat(opened(method)).satisfies(ApiCallsTest::isNotCrossSite);
    }

    @TestFactory
    Stream<DynamicTest> a_parameter_that_is_missing_is_named() {
        return each(methods(), this::namesMissingParameters);
    }

    private void namesMissingParameters(Method method) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getType().isPrimitive()) {
                continue;
            }
            Object[] arguments = arguments(method);
            arguments[i] = null;
            String name = parameters[i].getName();
            Throwable thrown = inPost(method, arguments);
            String full = method.getName() + parameters.length + "." + name;
            if (full.matches(NULLABLE)) {
                assertThat(code(thrown)).as(name).isNotEqualTo("parameter_missing");
                assertThat(thrown instanceof NullPointerException).as(name).isFalse();
            } else {
                assertThat(thrown)
                        .as(name)
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessage(name + " is missing");
                assertThat(code(thrown)).isEqualTo("parameter_missing");
            }
        }
    }

    private static void isCrossSite(Throwable thrown) {
        assertThat(thrown).isInstanceOf(AccessDeniedException.class);
        assertThat(code(thrown)).isEqualTo("cross_site");
    }

    private static void isNotCrossSite(Throwable thrown) {
        assertThat(code(thrown)).isNotEqualTo("cross_site");
    }

    private static String code(Throwable thrown) {
        return thrown instanceof WebAuthException refusal ? refusal.code() : "";
    }

    private Throwable posted(Method method) {
        return inPost(method, arguments(method));
    }

    private Throwable inPost(Method method, Object[] arguments) {
        return catchThrowable(() -> vera.calls(webauth -> call(APP, method, arguments)));
    }

    private Throwable opened(Method method) {
        return catchThrowable(
                () -> vera.opens("/page", webauth -> call(APP, method, arguments(method))));
    }

    static void call(TestApplication app, Method method, Object[] arguments) {
        try {
            method.invoke(app.bean(method.getDeclaringClass()), arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(ApiCallsTest::sample).toArray();
    }

    private static Object sample(Class<?> type) {
        if (type == String.class) {
            return "/text";
        } else if (type == long.class) {
            return 1L;
        } else if (type == int.class) {
            return 1;
        } else if (type == boolean.class) {
            return false;
        } else if (type == Duration.class) {
            return Duration.ofHours(1);
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == List.class) {
            return List.of();
        } else if (type == NewAccount.class) {
            return NewAccount.of("anna@x.test");
        }
        throw new AssertionError("Add a sample of " + type);
    }
}
