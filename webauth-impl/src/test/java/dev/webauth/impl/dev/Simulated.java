package dev.webauth.impl.dev;

import dev.webauth.impl.rig.Answer;
import dev.webauth.impl.rig.FakeBrowser;
import dev.webauth.impl.rig.Form;
import dev.webauth.impl.rig.TestApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An application with a client at every preset provider, and its visitors. */
final class Simulated {

    static final String SECRET = "our secret & more";
    static final String APP_KEY = "app key";

    /** Shared by all test classes. */
    static final TestApplication APP = application();

    private Simulated() {}

    /** The ids of all presets. */
    static List<String> presets() {
        Properties presets = new Properties();
        try (InputStream in =
                Simulated.class.getResourceAsStream("/dev/webauth/providers.properties")) {
            presets.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return presets.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".title"))
                .map(name -> name.replace(".title", ""))
                .sorted()
                .toList();
    }

    private static TestApplication application() {
        List<String> settings = new ArrayList<>();
        for (String id : presets()) {
            settings.addAll(List.of(id + ".client-id", clientId(id)));
            settings.addAll(List.of(id + ".client-secret", SECRET));
            // Shows whether the provider sends an address as verified.
            settings.addAll(List.of(id + ".trust-email", "true"));
        }
        settings.addAll(List.of("apple.team-id", "TEAM", "apple.key-id", "KEY"));
        settings.addAll(List.of("apple.private-key", key()));
        settings.addAll(List.of("stackoverflow.app-key", APP_KEY));
        return TestApplication.reachable(settings.toArray(String[]::new));
    }

    static String clientId(String provider) {
        return "our " + provider + " client";
    }

    private static String key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Follows the application's button to the page of the provider. */
    static Form question(FakeBrowser browser, String provider) {
        Answer login = browser.get(APP.url("/auth/" + provider + "/login"));
        return Form.in(browser.get(login.location()));
    }

    /**
     * Presses a button of the provider's page and follows the redirects back to the application.
     */
    static Answer decide(FakeBrowser browser, Form form, String decision) {
        Answer answer = post(browser, form.with("decision", decision));
        if (answer.status() == 200) {
            answer = post(browser, Form.in(answer));
        }
        return browser.get(absolute(answer.location()));
    }

    static Answer post(FakeBrowser browser, Form form) {
        return browser.post(absolute(form.action()), form.values());
    }

    private static String absolute(String location) {
        return URI.create(APP.url("/")).resolve(location).toString();
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : URI.create(url).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
