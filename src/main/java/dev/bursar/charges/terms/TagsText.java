package dev.bursar.charges.terms;

import module java.base;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All tags of a charge as one text: a JSON object with its keys in order, so that the same tags are the same text. */
public final class TagsText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TagsText() {}

    public static String of(Map<String, String> tags) {
        return tags.isEmpty() ? "{}" : JSON.writeValueAsString(new TreeMap<>(tags));
    }

    public static Map<String, String> read(String text) {
        return JSON.readValue(text, new TypeReference<TreeMap<String, String>>() {});
    }
}
