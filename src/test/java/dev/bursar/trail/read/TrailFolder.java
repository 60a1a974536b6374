package dev.bursar.trail.read;

import module java.base;

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
