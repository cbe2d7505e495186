package dev.webauth.impl.config;

import java.util.ArrayList;
import java.util.List;

/** Warnings about a valid configuration, for the operator. */
public final class Warnings {

    private static final int SHORT_PASSWORD = 8;

    private Warnings() {}

    /**
     * Returns one warning for each setting that weakens security or will cause refused requests.
     */
    public static List<String> of(WebAuthConfig config) {
        List<String> warnings = new ArrayList<>();
        addressed(config, warnings);
        if (config.secretKey().isEmpty()) {
            warnings.add(
                    "webauth.secret-key is not set: a generated key is kept in the database, next"
                            + " to the values that it protects. Set it to 32 or more random"
                            + " characters; values sealed with the generated key stay readable.");
        }
        if (config.passwordMinLength() < SHORT_PASSWORD) {
            warnings.add(
                    "webauth.password.min-length is "
                            + config.passwordMinLength()
                            + ": passwords of fewer than "
                            + SHORT_PASSWORD
                            + " characters are easy to guess.");
        }
        MailConfig mail = config.mail();
        if (mail.sendsPasswordInClear()) {
            warnings.add(
                    "webauth.smtp.tls is none: the password goes to "
                            + mail.host()
                            + " unencrypted. Set it to starttls or ssl.");
        }
        proxies(config, warnings);
        return warnings;
    }

    private static void proxies(WebAuthConfig config, List<String> warnings) {
        boolean header = config.realIpHeader().isPresent();
        if (!header && !config.trustsLoopbackOnly()) {
            warnings.add(
                    "webauth.trusted-proxies has no effect: webauth.real-ip-header is not set. Set"
                            + " it to the header in which the proxy sends the client's address.");
        }
        boolean local = config.publicHost().map(Loopback::isHost).orElse(true);
        if (header && config.trustsLoopbackOnly() && !local) {
            warnings.add(
                    "webauth.real-ip-header has an effect only behind a proxy on this machine,"
                            + " because webauth.trusted-proxies names no other. If the proxy is on"
                            + " another one, set webauth.trusted-proxies to its address.");
        }
        if (header && config.trustedProxies().stream().anyMatch(range -> range.bits() == 0)) {
            warnings.add(
                    "webauth.trusted-proxies trusts every address: a client can choose the address"
                            + " that rate limits and the event log see.");
        }
    }

    private static void addressed(WebAuthConfig config, List<String> warnings) {
        if (config.publicUrl().isEmpty() && !config.devMode()) {
            warnings.add(
                    "webauth.public-url is not set: a request that needs a link is refused with 503"
                            + " unless it came to localhost. Set it to the URL at which browsers"
                            + " reach the application.");
        }
        boolean loopback = config.publicHost().map(Loopback::isHost).orElse(true);
        if (!loopback && !config.https()) {
            warnings.add(
                    "webauth.public-url is http: passwords, cookies and links travel unencrypted."
                            + " Set it to https.");
        }
        if (config.https() && !config.fixSsl()) {
            warnings.add(
                    "webauth.fix-ssl is false: browsers also send the session cookie over http.");
        }
    }
}
