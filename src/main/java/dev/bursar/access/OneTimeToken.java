package dev.bursar.access;

import module java.base;

/** The secret of a link: 256 random bits, of which only the hash is stored. */
final class OneTimeToken {
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeToken() {}

    static String fresh() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** So many bits can't be guessed, so a fast hash is enough. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
