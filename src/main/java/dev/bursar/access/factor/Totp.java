package dev.bursar.access.factor;

import module java.base;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes that change with time (RFC 6238), in the form that all authenticator apps know: SHA-1, six digits, 30 seconds. */
public final class Totp {
    static final int DIGITS = 6;
    private static final int SECONDS = 30;
    private static final int SECRET = 20;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    public static byte[] newSecret() {
        var secret = new byte[SECRET];
        RANDOM.nextBytes(secret);
        return secret;
    }

    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS);
    }

    /** The code of one step. */
    static String code(byte[] secret, long step, int digits) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xF;
            var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7FFF_FFFF;
            var text = String.valueOf(number % (long) Math.pow(10, digits));
            return "0".repeat(digits - text.length()) + text;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step whose code this is: the present one, the one before or the next, and later than {@code used}. */
    static OptionalLong matching(byte[] secret, String code, Instant now, long used) {
        var present = step(now);
        var found = OptionalLong.empty();
        for (var step = present - 1; step <= present + 1; step++) {
            var right = MessageDigest.isEqual(
                    code(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII),
                    code.getBytes(StandardCharsets.US_ASCII));
            if (right && step > used && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** RFC 4648, without padding. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        var bits = 0;
        var waiting = 0;
        for (var one : bytes) {
            bits = bits << 8 | one & 0xFF;
            waiting += 8;
            while (waiting >= 5) {
                waiting -= 5;
                text.append(LETTERS.charAt(bits >> waiting & 31));
            }
        }
        if (waiting > 0) {
            text.append(LETTERS.charAt(bits << (5 - waiting) & 31));
        }
        return text.toString();
    }

    /** What the app reads from the picture. */
    static String uri(byte[] secret, String account) {
        return "otpauth://totp/Bursar:%s?secret=%s&issuer=Bursar&algorithm=SHA1&digits=%d&period=%d"
                .formatted(encode(account), base32(secret), DIGITS, SECONDS);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
