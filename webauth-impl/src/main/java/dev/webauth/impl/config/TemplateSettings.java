package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import dev.webauth.impl.config.MailConfig.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the configured texts of mails: of the library's mails and of the application's own. */
final class TemplateSettings {

    static final List<String> FIELDS = List.of("subject", "text", "html", "expires");

    private static final String FOLDER = "/dev/webauth/mail/";

    /** The library's mails with a link, and how long it works by default. */
    private static final Properties LINKS = read("links.properties");

    /** The library's mails without a link: all other mails that it has texts for. */
    static final Set<String> NOTICES = notices();

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private TemplateSettings() {}

    private static Set<String> notices() {
        return read("messages_en.properties").stringPropertyNames().stream()
                .filter(key -> key.endsWith(".subject"))
                .map(key -> key.substring(0, key.indexOf('.')))
                .filter(id -> !LINKS.containsKey(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Properties read(String file) {
        Properties properties = new Properties();
        try (InputStream in = TemplateSettings.class.getResourceAsStream(FOLDER + file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static Map<String, Template> read(Settings settings) {
        Map<String, Template> templates = new HashMap<>();
        LINKS.stringPropertyNames().forEach(id -> templates.put(id, template(settings, id)));
        // Read with separate settings, which do not count these keys as known: only with the
        // application's files is it clear which of them have an effect.
        Settings apart = new Settings(settings.config());
        for (String field : FIELDS) {
            apart.groupsWith(field).stream()
                    .filter(group -> group.matches("email[.-].+"))
                    .map(group -> group.substring("email.".length()))
                    .filter(TemplateSettings::isId)
                    .forEach(id -> templates.computeIfAbsent(id, own -> template(apart, own)));
        }
        return Map.copyOf(templates);
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    static Duration expires(String id) {
        return Duration.parse(LINKS.getProperty(id, "PT24H"));
    }

    private static Template template(Settings settings, String id) {
        String group = "email." + id;
        Optional<String> text = settings.text(group + ".text");
        Optional<String> html = settings.text(group + ".html");
        if (!NOTICES.contains(id)) {
            requireLink(group + ".text", text);
            requireLink(group + ".html", html);
        }
        return new Template(
                settings.text(group + ".subject"),
                text,
                html,
                settings.duration(group + ".expires", expires(id), Duration.ofDays(30)));
    }

    private static void requireLink(String key, Optional<String> text) {
        if (text.isPresent() && !text.get().contains("{action_link}")) {
            throw wrong(key, "must contain {action_link}");
        }
    }
}
