package dev.webauth;

/**
 * The data with which an authenticator app computes one-time passwords. It is secret: show it to
 * its owner only.
 *
 * @param uri an {@code otpauth:} URI, for a link on a phone
 * @param secret the secret for typing: 160 bits in Base32 (RFC 4648)
 * @param qr the URI as a QR code: an SVG element, for a page without escaping
 */
public record OtpEnrolment(String uri, String secret, String qr) {

    /** Hides all values, so that the secret is not logged. */
    @Override
    public String toString() {
        return "OtpEnrolment[hidden]";
    }
}
