package dev.webauth.impl.config;

import static dev.webauth.impl.config.Settings.wrong;

import dev.webauth.impl.config.MailConfig.Template;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what the configuration says of mails: the library's, and any that the application adds. */
final class TemplateSettings {

    static final List<String> FIELDS = List.of("subject", "text", "html", "expires");

    /** The library's mails with a link. */
    static final Set<String> LINKS = Set.of("confirm", "change", "remind");

    /** The library's mails without a link. */
    static final Set<String> NOTICES =
            Set.of(
                    "already-registered",
                    "password-changed",
                    "email-changed",
                    "email-requested",
                    "provider-linked",
                    "provider-removed",
                    "passkey-added",
                    "passkey-removed",
                    "passkey-cloned",
                    "recovered",
                    "api-key-changed",
                    "second-factor-enrolled",
                    "second-factor-removed",
                    "second-factor-reset",
                    "second-factor-guessed",
                    "recovery-codes-changed",
                    "recovery-code-used",
                    "recovery-codes-few");

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Map<String, Duration> EXPIRES =
            Map.of("change", Duration.ofHours(2), "remind", Duration.ofHours(1));

    private TemplateSettings() {}

    static Map<String, Template> read(Settings settings) {
        Map<String, Template> templates = new HashMap<>();
        LINKS.forEach(id -> templates.put(id, template(settings, id)));
        // Read apart: whether such a key has an effect is known only with the application's files.
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
        return EXPIRES.getOrDefault(id, Duration.ofHours(24));
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
