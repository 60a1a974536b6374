package dev.bursar.simulator.athena;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A folder of a bucket; its prefix is "" or ends with a slash. */
record S3Folder(String bucket, String prefix) {

    private static final Pattern ADDRESS = Pattern.compile("s3://([a-z0-9.-]+)(?:/(.*))?");

    static @Nullable S3Folder of(@Nullable String address) {
        var parts = ADDRESS.matcher(address == null ? "" : address);
        if (!parts.matches()) {
            return null;
        }
        var prefix = parts.group(2) == null ? "" : parts.group(2);
        return new S3Folder(parts.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    String address() {
        return "s3://" + bucket + "/" + prefix;
    }

    /** Hive's tables don't show objects whose names begin so. */
    boolean shows(String key) {
        for (var part : key.substring(prefix.length()).split("/")) {
            if (part.startsWith("_") || part.startsWith(".")) {
                return false;
            }
        }
        return !key.endsWith("/");
    }
}
