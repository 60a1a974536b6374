package dev.bursar.costexplorer;

import module java.base;
import tools.jackson.databind.json.JsonMapper;

/** Packs records that are only kept to be read again by Bursar itself: JSON, compressed; decimals keep every digit. */
public final class CompressedJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CompressedJson() {}

    static byte[] pack(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            MAPPER.writeValue(packed, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static <T> T unpack(byte[] bytes, Class<T> type) {
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return MAPPER.readValue(unpacked, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
