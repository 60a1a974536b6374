package dev.bursar.billingdata.engine;

import dev.bursar.files.StoredObject;
import module java.base;

/** Digests of what is listed and asked, in hexadecimal digits. */
final class Digests {
    private Digests() {}

    /** Another one for other files. */
    static String of(List<StoredObject> objects) {
        var text = new StringBuilder();
        objects.forEach(object -> text.append(object.key())
                .append('\0')
                .append(object.tag())
                .append('\0')
                .append(object.size())
                .append('\n'));
        return of(text.toString());
    }

    static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
