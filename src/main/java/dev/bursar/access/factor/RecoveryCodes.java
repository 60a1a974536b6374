package dev.bursar.access.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes the codes for the day on which the app isn't at hand: ten, of 80 random bits each, four times four letters. */
final class RecoveryCodes {
    private static final int MANY = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** {@code K7QD-M2XA-…}. */
    static List<String> make() {
        return Stream.generate(() -> {
                    var bytes = new byte[10];
                    RANDOM.nextBytes(bytes);
                    return Totp.base32(bytes).replaceAll("(.{4})(?!$)", "$1-");
                })
                .limit(MANY)
                .toList();
    }

    /** However it was typed: in small letters, with spaces or without signs between. */
    static byte[] hash(int person, String code) {
        var bare = code.toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "")
                .replace('0', 'O')
                .replace('1', 'I');
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(person).array());
            return digest.digest(bare.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
