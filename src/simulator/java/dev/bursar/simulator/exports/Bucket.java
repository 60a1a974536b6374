package dev.bursar.simulator.exports;

import module java.base;
import org.jspecify.annotations.Nullable;

/** The objects of a bucket, which S3 lists and serves. */
public interface Bucket {
    /** What is known of an object without its bytes. */
    record Facts(String key, String etag, long size, Instant modified) {}

    /** An object and its bytes. */
    record Content(Facts facts, byte[] bytes) {
        public static Content of(String key, byte[] bytes, Instant modified) {
            return new Content(new Facts(key, md5(bytes), bytes.length, modified), bytes);
        }

        private static String md5(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    String name();

    /** Removes an object, if there is one; false where nobody may. */
    default boolean remove(String key) {
        return false;
    }

    /** The keys that begin with the prefix, in the order of their bytes, which are ASCII. */
    List<String> keys(String prefix);

    /** An object without its bytes; null where there is none. */
    default @Nullable Facts facts(String key) {
        var content = content(key);
        return content == null ? null : content.facts();
    }

    /** An object; null where there is none. */
    @Nullable
    Content content(String key);
}
