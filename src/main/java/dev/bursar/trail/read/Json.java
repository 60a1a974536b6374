package dev.bursar.trail.read;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Texts as one JSON array, because a database takes no array of arrays of different lengths. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String array(List<String> texts) {
        return texts.isEmpty() ? "[]" : MAPPER.writeValueAsString(texts);
    }
}
