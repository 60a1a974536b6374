package dev.bursar.simulator.http;

import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads members of a request's JSON as AWS does: absent and null alike. */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static @Nullable String text(JsonNode node, String member) {
        var value = node.get(member);
        return value == null || value.isNull() ? null : value.asString();
    }

    public static Reply error(AwsRefusal refusal, String member) {
        return error(refusal, member, "Reason");
    }

    /** @param reasonMember what says why, where the error has it */
    static Reply error(AwsRefusal refusal, String member, String reasonMember) {
        var json = object().put("__type", refusal.code()).put(member, refusal.text());
        if (refusal.reason() != null) {
            json.put(reasonMember, refusal.reason());
        }
        return new Reply(refusal.status(), Reply.AWS_JSON, json.toString());
    }

    public static String required(JsonNode node, String member) {
        var text = text(node, member);
        if (text == null) {
            throw missing(member);
        }
        return text;
    }

    public static AwsRefusal missing(String member) {
        var name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
        return AwsRefusal.invalid("1 validation error detected: Value null at '" + name
                + "' failed to satisfy constraint: Member must not be null");
    }

    public static List<JsonNode> list(JsonNode node, String member) {
        var value = node.get(member);
        return value == null || !value.isArray() ? List.of() : List.copyOf(value.values());
    }

    public static List<String> texts(JsonNode node, String member) {
        return list(node, member).stream().map(JsonNode::asString).toList();
    }

    /** A number from 1 to the most, such as that of a page's items; another is refused. */
    public static int size(JsonNode node, String member, int absent, int most, IntFunction<AwsRefusal> refusal) {
        var size = number(node, member, absent);
        if (size < 1 || size > most) {
            throw refusal.apply(size);
        }
        return size;
    }

    public static int number(JsonNode node, String member, int absent) {
        var value = node.get(member);
        return value == null || !value.isNumber() ? absent : value.intValue();
    }
}
