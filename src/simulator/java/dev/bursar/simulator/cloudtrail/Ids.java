package dev.bursar.simulator.cloudtrail;

import module java.base;

/** Ids that look like AWS's and follow from a text alone. */
final class Ids {
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int DIGIT_BITS = 5;
    private static final int DIGITS_OF_A_NUMBER = 12;
    private static final int KEY_DIGITS = 16;
    private static final int PRINCIPAL_DIGITS = 17;
    private static final long RANDOM_VERSION = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Ids() {}

    /** The text's hash, well mixed; another one for each round. */
    private static long hash(String seed, int round) {
        var hash = 0xCBF29CE484222325L + round * 0x9E3779B97F4A7C15L;
        for (var i = 0; i < seed.length(); i++) {
            hash = (hash ^ seed.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }

    /** Like a random one. */
    static String uuid(String seed) {
        var most = hash(seed, 0) & ~0xF000L | RANDOM_VERSION;
        var least = hash(seed, 1) >>> 2 | VARIANT;
        return new UUID(most, least).toString();
    }

    /** So many hexadecimal digits, at most 32. */
    static String hex(String seed, int digits) {
        return "%016x%016x".formatted(hash(seed, 0), hash(seed, 1)).substring(0, digits);
    }

    /** A number from 0 to below the limit. */
    static int number(String seed, int limit) {
        return (int) Math.floorMod(hash(seed, 0), (long) limit);
    }

    /** The access key of long-lived ({@code AKIA}) or temporary ({@code ASIA}) credentials. */
    static String accessKey(String prefix, String seed) {
        return prefix + base32(seed, KEY_DIGITS);
    }

    /** The id of a user ({@code AIDA}) or a role ({@code AROA}). */
    static String principal(String prefix, String seed) {
        return prefix + base32(seed, PRINCIPAL_DIGITS);
    }

    static String base32(String seed, int digits) {
        var text = new StringBuilder();
        for (var i = 0; i < digits; i++) {
            var number = hash(seed, i / DIGITS_OF_A_NUMBER) >>> i % DIGITS_OF_A_NUMBER * DIGIT_BITS;
            text.append(BASE_32.charAt((int) number & BASE_32.length() - 1));
        }
        return text.toString();
    }
}
