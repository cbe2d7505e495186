package dev.webauth.impl.authorization;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The paths that a request may stand for, below the context root. Servers and servlets differ in
 * how they read {@code ;x}, {@code //}, {@code %2e} and encoded slashes: a page is protected if any
 * of the readings is.
 */
final class PagePaths {

    private static final String FACES_SERVLET = "jakarta.faces.webapp.FacesServlet";

    /** More than any server decodes a path. */
    private static final int MAX_DECODINGS = 3;

    private PagePaths() {}

    static Set<String> of(HttpServletRequest request) {
        Set<String> paths = new LinkedHashSet<>();
        String info = Optional.ofNullable(request.getPathInfo()).orElse("");
        String mapped = request.getServletPath() + info;
        paths.add(withoutSlashAtEnd(mapped));
        paths.add(plain(mapped));
        paths.add(sent(request));
        if (isFaces(request)) {
            // Faces serves a view below a prefix, with another suffix and without one, too.
            Set.copyOf(paths).forEach(path -> paths.add(view(path)));
            if (!info.isEmpty()) {
                paths.add(plain(info));
                paths.add(view(plain(info)));
            }
        }
        return paths;
    }

    /** As it was sent, read as leniently as possible. */
    private static String sent(HttpServletRequest request) {
        String path = plain(request.getRequestURI());
        String context = plain(request.getContextPath());
        boolean below = !context.equals("/") && (path + "/").startsWith(context + "/");
        return below ? plain(path.substring(context.length())) : path;
    }

    /** Decoded, without parameters, empty segments and dots. */
    static String plain(String path) {
        String decoded = path;
        for (int i = 0; i < MAX_DECODINGS; i++) {
            decoded = decode(decoded.replaceAll(";[^/]*", ""));
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : decoded.replaceAll(";[^/]*", "").split("[/\\\\]+")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static String withoutSlashAtEnd(String path) {
        return path.replaceFirst("(?<=.)/+$", "");
    }

    static boolean isFaces(HttpServletRequest request) {
        String name = request.getHttpServletMapping().getServletName();
        ServletRegistration servlet =
                name == null ? null : request.getServletContext().getServletRegistration(name);
        return servlet != null && FACES_SERVLET.equals(servlet.getClassName());
    }

    /**
     * The file of the view: {@code /a.xhtml} for {@code /a.jsf} and {@code /a} (Faces 4.0, 2.1).
     */
    private static String view(String path) {
        return path.replaceFirst("\\.[^./]*$", "") + ".xhtml";
    }
}
