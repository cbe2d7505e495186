package dev.webauth.impl.authorization;

import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.ServletSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;

/**
 * Whether an application may have security constraints, which the container itself checks (Servlet
 * 6.0, 13.4). A text search is enough: a wrong yes only costs processor time.
 */
final class Constraints {

    private static final String ANNOTATED = Constraints.class.getName();
    private static final String ELEMENT = "security-constraint";

    private Constraints() {}

    /** Stores whether one of the application's classes has the annotation for constraints. */
    static void note(ServletContext context, Set<Class<?>> found) {
        context.setAttribute(
                ANNOTATED,
                found.stream().anyMatch(type -> type.isAnnotationPresent(ServletSecurity.class)));
    }

    static boolean areIn(ServletContext context) {
        try {
            return Boolean.TRUE.equals(context.getAttribute(ANNOTATED))
                    || isIn(context.getResource("/WEB-INF/web.xml"))
                    || areInFragments(context.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException("A descriptor cannot be read", e);
        }
    }

    private static boolean areInFragments(ClassLoader loader) throws IOException {
        for (URL fragment : Collections.list(loader.getResources("META-INF/web-fragment.xml"))) {
            if (isIn(fragment)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(URL descriptor) throws IOException {
        if (descriptor == null) {
            return false;
        }
        try (InputStream in = descriptor.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            // In UTF-16 each letter has a zero byte.
            return text.replace("\0", "").contains(ELEMENT);
        }
    }
}
