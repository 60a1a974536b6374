package dev.bursar.trail.event;

import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads JSON of any origin into a tree that is shallow enough to recurse into and that PostgreSQL can store. */
final class Json {
    /** Deeper values are left out. */
    static final int MOST_DEPTH = 64;

    private static final int DEEPEST_READ = 1_000_000;
    private static final int LONGEST_NUMBER = 100;
    private static final int LARGEST_EXPONENT = 300;
    private static final StringNode TOO_DEEP = StringNode.valueOf("… left out by Bursar: nested too deeply");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_READ)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .disable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /**
     * A text that was read.
     *
     * @param shortened whether values were left out, because they are nested too deeply
     */
    record Parsed(JsonNode node, boolean shortened) {}

    /** Null for what is not exactly one JSON value. */
    static @Nullable Parsed parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            Parsed parsed = value(parser);
            return parser.nextToken() == null ? parsed : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The value that the parser stands at; it stands at the value's end then. */
    static Parsed value(JsonParser parser) {
        var reading = new Reading(parser);
        JsonNode node = reading.value(0);
        return new Parsed(node, reading.shortened);
    }

    /** A parser that gives up on nothing that a log file may hold. */
    static JsonParser parser(InputStream in) {
        return JSON.createParser(in);
    }

    static String write(JsonNode node) {
        return JSON.writeValueAsString(node);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** A copy that shares its values with the original. */
    static ObjectNode copy(JsonNode object) {
        ObjectNode copy = NODES.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        return copy;
    }

    /** The member of this name, else one that differs only in case; a missing node where there is none. */
    static JsonNode member(JsonNode object, String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode() || !object.isObject()) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    static JsonNode at(JsonNode object, String... names) {
        JsonNode node = object;
        for (String name : names) {
            node = node.path(name);
        }
        return node;
    }

    /** What stands there as text, "" for what is missing, null or no single value. */
    static String text(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().strip();
        }
        return node.isNumber() || node.isBoolean() ? node.asString() : "";
    }

    static String text(JsonNode object, String... names) {
        return text(at(object, names));
    }

    /** True and false, also as text; null for all else. */
    static @Nullable Boolean truth(JsonNode node) {
        return switch (text(node).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static final class Reading {
        private final JsonParser parser;
        private boolean shortened;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        JsonNode value(int depth) {
            return switch (parser.currentToken()) {
                case START_OBJECT, START_ARRAY -> depth == MOST_DEPTH ? tooDeep() : container(depth);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
                case VALUE_TRUE -> BooleanNode.TRUE;
                case VALUE_FALSE -> BooleanNode.FALSE;
                case VALUE_NULL -> NullNode.getInstance();
                default -> StringNode.valueOf(Texts.storable(parser.getString()));
            };
        }

        private JsonNode container(int depth) {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(depth + 1));
                }
                return array;
            }
            ObjectNode object = NODES.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = Texts.storable(parser.currentName());
                parser.nextToken();
                object.set(name, value(depth + 1));
            }
            return object;
        }

        private JsonNode tooDeep() {
            parser.skipChildren();
            shortened = true;
            return TOO_DEEP;
        }

        /** A number as it is written; one that PostgreSQL can't hold becomes text. */
        private static JsonNode number(String text) {
            if (text.length() <= LONGEST_NUMBER) {
                try {
                    var number = new BigDecimal(text);
                    if (Math.abs((long) number.scale()) <= LARGEST_EXPONENT) {
                        return DecimalNode.valueOf(number);
                    }
                } catch (NumberFormatException e) {
                    return StringNode.valueOf(text);
                }
            }
            return StringNode.valueOf(text);
        }
    }
}
