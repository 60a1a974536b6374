package dev.bursar.trail.event;

import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Hides the environment variables of functions, containers, builds and models in a record: secrets stand in them under any name, so that
 * masking by names can't find all.
 */
public final class EnvironmentVariables {
    /** What every name of a place with environment variables has in it: a regular expression of PostgreSQL, case ignored. */
    public static final String PATTERN = "\"env|env(ironment)?-?_?(var|secret|file)|environment";

    static final String HIDDEN = "environment variables, not shown to team leads";

    private static final StringNode HIDE = StringNode.valueOf(HIDDEN);
    /** How deeply JSON may stand as text within JSON. */
    private static final int MOST_NESTED = 8;

    private static final Pattern ANYWHERE = Pattern.compile(PATTERN.replace("\"", "\\W"), Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("env|envs|environment|environments|.*environment");
    private static final Pattern VARIABLES =
            Pattern.compile(".*env(ironment)?(variable|var|secret|file)s?(override|overrides)?");

    private EnvironmentVariables() {}

    /** The same record where it has none; what can't be read as JSON but may have some is left out whole. */
    public static String hidden(String record) {
        if (!ANYWHERE.matcher(record).find()) {
            return record;
        }
        Json.Parsed parsed = Json.parse(record);
        return Json.write(parsed == null ? HIDE : hidden(parsed.node(), MOST_NESTED));
    }

    private static JsonNode hidden(JsonNode node, int nested) {
        if (node.isObject()) {
            return ofObject(node, nested);
        }
        if (node.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            node.valueStream().forEach(one -> all.add(hidden(one, nested)));
            return all;
        }
        return node.isString() ? ofText(node, nested) : node;
    }

    private static JsonNode ofObject(JsonNode object, int nested) {
        // Elastic Beanstalk has a list of options, each with its namespace
        boolean option = Json.text(Json.member(object, "namespace")).endsWith(":environment");
        ObjectNode all = Json.object();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String plain = member.getKey().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
            JsonNode value = member.getValue();
            boolean hide = VARIABLES.matcher(plain).matches()
                    || PLACE.matcher(plain).matches() && !isPlain(value)
                    || option && plain.equals("value");
            all.set(member.getKey(), hide && !isNothing(value) ? HIDE : hidden(value, nested));
        }
        return all;
    }

    /** A name such as {@code "environment": "prod"}. */
    private static boolean isPlain(JsonNode value) {
        return value.isValueNode() && !Json.text(value).matches("(?s).*[={\\n].*");
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || value.isContainer() && value.isEmpty();
    }

    private static JsonNode ofText(JsonNode string, int nested) {
        String text = string.stringValue();
        if (!ANYWHERE.matcher(text).find()) {
            return string;
        }
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return string;
        }
        Json.Parsed inner = nested == 0 ? null : Json.parse(text);
        return inner == null ? HIDE : StringNode.valueOf(Json.write(hidden(inner.node(), nested - 1)));
    }
}
