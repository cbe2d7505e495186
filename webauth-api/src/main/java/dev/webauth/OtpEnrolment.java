package dev.webauth;

/**
 * What an authenticator app needs to make one-time passwords; a secret, to be shown to its owner
 * once.
 *
 * @param uri an {@code otpauth:} URI, for a link on a phone
 * @param secret the same as text to be typed: 160 bits in Base32 (RFC 4648)
 * @param qr the URI as a QR picture, an SVG element to be put into a page as it is
 */
public record OtpEnrolment(String uri, String secret, String qr) {

    /** Tells nothing, so that a log line gives nothing away. */
    @Override
    public String toString() {
        return "OtpEnrolment[hidden]";
    }
}
