package dev.bursar.trail.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A folder as a trail fills its bucket. */
final class TrailFolder {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path root;
    private int number;

    TrailFolder(Path root) {
        this.root = root;
    }

    Path file(String account, String region, Instant at, List<String> records) {
        return file(account, region, at, packed("{\"Records\":[" + String.join(",", records) + "]}"));
    }

    Path file(String account, String region, Instant at, byte[] bytes) {
        String name = "%s_CloudTrail_%s_%s_%016d.json.gz".formatted(account, region, MINUTE.format(at), ++number);
        return put(
                "AWSLogs/o-abcdefghij/%s/CloudTrail/%s/%s/%s".formatted(account, region, DAY.format(at), name), bytes);
    }

    Path put(String key, byte[] bytes) {
        try {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
