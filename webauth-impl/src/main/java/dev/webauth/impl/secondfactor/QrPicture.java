package dev.webauth.impl.secondfactor;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as SVG, which needs no script and no image file. */
final class QrPicture {

    /** The empty margin that readers need (ISO/IEC 18004). */
    private static final int MARGIN = 4;

    private QrPicture() {}

    static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder dark = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    dark.append("M%d,%dh1v1h-1z".formatted(x + MARGIN, y + MARGIN));
                }
            }
        }
        int size = code.size + 2 * MARGIN;
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="200" height="200" \
        role="img" aria-label="QR" shape-rendering="crispEdges">\
        <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%2$s" fill="#000"/></svg>"""
                .formatted(size, dark);
    }
}
