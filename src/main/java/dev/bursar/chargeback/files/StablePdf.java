package dev.bursar.chargeback.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the bytes of a document follow from what it holds: OpenPDF draws the names of embedded fonts and the document's id by lot.
 * Nothing changes its length.
 */
final class StablePdf {
    private static final Pattern FONT = Pattern.compile("/[A-Z]{6}\\+(?=InstrumentSans|DejaVuSans)");
    private static final Pattern ID = Pattern.compile("/ID ?\\[<[0-9a-f]{32}><[0-9a-f]{32}>]");
    private static final String NO_ID = "0".repeat(32);

    private StablePdf() {}

    static byte[] of(byte[] document) {
        String fonts =
                FONT.matcher(new String(document, StandardCharsets.ISO_8859_1)).replaceAll("/BURSAR+");
        Matcher id = ID.matcher(fonts);
        int at = -1;
        while (id.find()) {
            at = id.start();
        }
        if (at < 0) {
            throw new IllegalStateException("Documents are no longer written as they were");
        }
        int first = fonts.indexOf('<', at) + 1;
        int second = first + NO_ID.length() + 2;
        var stable = new StringBuilder(fonts);
        stable.replace(first, first + NO_ID.length(), NO_ID);
        stable.replace(second, second + NO_ID.length(), NO_ID);
        String own = hash(stable.toString());
        stable.replace(first, first + NO_ID.length(), own);
        stable.replace(second, second + NO_ID.length(), own);
        return stable.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(hash).substring(0, NO_ID.length());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
