package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.value.TextCache;
import dev.bursar.charges.Dimension;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tags as text: a JSON object, its keys in the order of their bytes; "" without tags. DuckDB writes a list of objects with key and
 * value instead, in the same order.
 */
public final class TagText {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(20).build())
                    .build())
            .build();
    private static final Comparator<String> BY_BYTES = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    public static final String OF_RESOURCES = "resourceTags/";
    static final String USER = "user:";

    private final LineFormat format;
    private final Set<String> wanted;
    private final List<String> listed;
    private final TextCache<String> texts = new TextCache<>();
    private final TextCache<Map<String, String>> maps = new TextCache<>();

    /**
     * @param wanted keys to keep, as a charge has them; all when empty
     * @param listed keys of a format that lists only the values, in their order
     */
    TagText(LineFormat format, Set<String> wanted, List<String> listed) {
        this.format = format;
        this.wanted = wanted;
        this.listed = listed;
    }

    /** A file's JSON object as text that is the same for the same tags; null when it is neither that nor JSON's null. */
    @Nullable
    String ordered(String json) {
        return texts.get(json, this::order);
    }

    /** The same with what a second object says of others than resources. */
    @Nullable
    String ordered(String json, String others) {
        return texts.get(json + '\0' + others, both -> order(json, others));
    }

    private @Nullable String order(String json) {
        return order(json, "{}");
    }

    private @Nullable String order(String json, String others) {
        SortedMap<String, String> tags = new TreeMap<>(BY_BYTES);
        return collect(json, "", tags) && collect(others, OF_RESOURCES, tags) ? text(tags) : null;
    }

    /** False when the text is neither a JSON object nor null. */
    private boolean collect(String json, String without, SortedMap<String, String> tags) {
        JsonNode object = read(json);
        if (object == null || !object.isObject() && !object.isNull()) {
            return false;
        }
        object.propertyStream().forEach(tag -> {
            if (wanted(tag.getKey()) && (without.isEmpty() || !tag.getKey().startsWith(without))) {
                tags.put(tag.getKey(), value(tag.getValue()));
            }
        });
        return true;
    }

    private static String text(SortedMap<String, String> tags) {
        var text = new StringBuilder();
        tags.forEach((key, value) -> {
            text.append(text.isEmpty() ? '{' : ',');
            write(text, key);
            text.append(':');
            write(text, value);
        });
        return text.isEmpty() ? "" : text.append('}').toString();
    }

    /** The values of the listed keys as DuckDB writes a list of texts. */
    static String listed(List<@Nullable String> values) {
        var text = new StringBuilder("[");
        for (String value : values) {
            if (text.length() > 1) {
                text.append(',');
            }
            if (value == null || value.isEmpty()) {
                text.append("null");
            } else {
                write(text, value);
            }
        }
        return text.append(']').toString();
    }

    /** A JSON object's text under the key; null when there is none. */
    static @Nullable String field(String json, String key) {
        JsonNode object = read(json);
        JsonNode value = object == null ? null : object.get(key);
        return value == null || value.isNull() ? null : value(value);
    }

    /** The tags of a text that one of the methods above or DuckDB wrote, with the keys that charges have. */
    Map<String, String> tags(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Map.of();
        }
        Map<String, String> tags = maps.get(text, this::parse);
        return tags == null ? Map.of() : tags;
    }

    private Map<String, String> parse(String text) {
        SortedMap<String, String> tags = new TreeMap<>();
        JsonNode json = read(text);
        if (json != null && json.isArray() && listed.isEmpty()) {
            json.forEach(tag -> put(tags, tag.path("key").asString(), value(tag.path("value"))));
        } else if (json != null && json.isArray()) {
            for (int i = 0; i < listed.size(); i++) {
                if (!json.get(i).isNull()) {
                    put(tags, listed.get(i), json.get(i).asString());
                }
            }
        } else if (json != null) {
            json.propertyStream().forEach(tag -> put(tags, tag.getKey(), value(tag.getValue())));
        }
        return Collections.unmodifiableSortedMap(tags);
    }

    /** Whether the key, as a file has it, is kept. */
    boolean wanted(String key) {
        return wanted.isEmpty() || wanted.contains(key) || wanted.contains(bare(key));
    }

    private void put(SortedMap<String, String> tags, String key, String value) {
        if (tags.putIfAbsent(bare(key), value) != null) {
            tags.put(key, value);
        }
    }

    /**
     * The key as people set it. CUR 2.0's column tags says of what a tag is: those of resources lose this prefix, and accountTag/,
     * userAttribute/ and costCategory/ stay, so that a resource's tag and an account's of one name are two. Reports write AWS's own
     * keys as {@code aws_created_by}: a person's key of that form keeps {@code user_}, so that it isn't taken for AWS's.
     */
    private String bare(String key) {
        if (format == LineFormat.FOCUS) {
            return key;
        }
        if (key.startsWith(OF_RESOURCES)) {
            String own = key.substring(OF_RESOURCES.length());
            return own.startsWith(USER) ? ofPeople(own.substring(USER.length())) : own;
        }
        return key.startsWith(USER) || key.startsWith(Dimension.Tag.USER)
                ? ofPeople(key.substring(USER.length()))
                : key;
    }

    private static String ofPeople(String key) {
        return Dimension.Tag.isOfAws(key) ? Dimension.Tag.USER + key : key;
    }

    private static @Nullable JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String value(JsonNode value) {
        return value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
    }

    private static void write(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < ' ') {
                        json.append("\\u%04X".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
