package dev.webauth.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A received mail. */
public final class Mail {

    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"<>]+");

    private final MimeMessage message;

    Mail(MimeMessage message) {
        this.message = message;
    }

    /** The values of a header. */
    public List<String> header(String name) {
        return ask(
                () -> {
                    String[] values = message.getHeader(name);
                    return values == null ? List.of() : List.of(values);
                });
    }

    /** The subject, decoded. */
    public String subject() {
        return ask(message::getSubject);
    }

    /** The content type of each leaf part, in order. */
    public List<String> partTypes() {
        return leaves().stream().map(p -> ask(p::getContentType)).toList();
    }

    /** The text part, decoded. */
    public String text() {
        return leaf("text/plain");
    }

    /** The HTML part, decoded. */
    public String html() {
        return leaf("text/html");
    }

    /** The only link in the text part. */
    public URI link() {
        Matcher matcher = LINK.matcher(text());
        assertThat(matcher.find()).as("a link in: %s", text()).isTrue();
        return URI.create(matcher.group());
    }

    /** The secret in a link. */
    public static String key(URI link) {
        return link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
    }

    /** The source of the mail. */
    public String source() {
        return ask(
                () -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    message.writeTo(out);
                    return out.toString(StandardCharsets.ISO_8859_1);
                });
    }

    private String leaf(String type) {
        for (Part part : leaves()) {
            if (ask(() -> part.isMimeType(type))) {
                return ask(() -> (String) part.getContent());
            }
        }
        throw new AssertionError("no " + type + " in: " + source());
    }

    private List<Part> leaves() {
        List<Part> found = new ArrayList<>();
        ask(
                () -> {
                    collect(message, found);
                    return found;
                });
        return found;
    }

    private static void collect(Part part, List<Part> found)
            throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                collect(child, found);
            }
        } else {
            found.add(part);
        }
    }

    private interface Question<T> {
        T answer() throws MessagingException, IOException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.answer();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return source();
    }
}
