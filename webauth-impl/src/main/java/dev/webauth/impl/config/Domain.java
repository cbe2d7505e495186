package dev.webauth.impl.config;

import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A domain name in ASCII, in lower case. The JDK encodes by IDNA 2003, which maps or drops
 * characters that IDNA 2008 and browsers keep: {@code straße} would become {@code strasse}, another
 * owner's domain. A label is therefore accepted only if its encoding decodes to the same label.
 */
public final class Domain {

    private static final int MAX_LENGTH = 253;

    private Domain() {}

    /**
     * The domain in ASCII; empty if a label is missing or the two standards encode it differently.
     */
    public static Optional<String> ascii(String domain) {
        if (domain.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<String> labels = new ArrayList<>();
        for (String label : domain.split("\\.", -1)) {
            String ascii = isAscii(label) ? label.toLowerCase(Locale.ROOT) : encoded(label);
            if (ascii.isEmpty()) {
                return Optional.empty();
            }
            labels.add(ascii);
        }
        return Optional.of(String.join(".", labels));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String encoded(String label) {
        try {
            String ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
            return keepsAll(label) && IDN.toUnicode(ascii).equals(label.toLowerCase(Locale.ROOT))
                    ? ascii.toLowerCase(Locale.ROOT)
                    : "";
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return "";
        }
    }

    /**
     * Comparing lower case is not enough: the lower case of the Kelvin sign U+212A is an ASCII
     * letter.
     */
    private static boolean keepsAll(String label) {
        return Normalizer.isNormalized(label, Form.NFKC)
                && label.codePoints()
                        .filter(c -> c >= 0x80)
                        .allMatch(c -> Character.toLowerCase(c) >= 0x80);
    }
}
