package dev.bursar.trail.event;

import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Masks the secrets of a record, by the names that they stand under and by what they look like. */
final class Masking {
    static final String MASKED = "masked by Bursar";

    private static final StringNode MASK = StringNode.valueOf(MASKED);
    /** How deeply JSON may stand as text within JSON. */
    private static final int MOST_NESTED = 8;

    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "pwd",
            "secret",
            "token",
            "credential",
            "privatekey",
            "userdata",
            "authorization",
            "apikey",
            "passphrase",
            "keymaterial",
            "accountkey",
            "sharedaccesskey");
    /** Names that only sound so. */
    private static final Set<String> NO_SECRET = Set.of(
            "secretid",
            "secretname",
            "credentialtype",
            "authorizationtype",
            "passwordpolicy",
            "minimumpasswordlength",
            "maxpasswordage",
            "passwordreuseprevention");

    private static final Pattern IGNORED_IN_NAMES = Pattern.compile("[-_. :/]");
    private static final Pattern NAMING = Pattern.compile("(?i)(name|key)$");
    private static final Pattern VALUE = Pattern.compile("(?i)(values?|content|data)$");
    /** Without one of these, a text has no secret that is known by its form. */
    private static final Pattern SEPARATOR = Pattern.compile("[:=\\s]");

    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s{1,4}[A-Za-z0-9._~+/=-]{3,}");
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^\\s/:@\"']{0,128}):[^\\s/@\"']{1,512}@");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)((?:(?:passw(?:or)?d|pwd|secret|token|credential|private[-_. ]?key|api[-_. ]?key|user[-_. ]?data|passphrase"
                    + "|authorization|signature|(?:account|shared[-_. ]?access)[-_. ]?key)[\\w.-]{0,64}"
                    + "|(?<!by|com|tres|sur)pass|\\bsig)"
                    + "(?:\\\\{0,16}[\"'])?\\s{0,4}(?:=|:(?=\\s|\\\\{0,16}[\"']))\\s{0,4})"
                    + "(?!bearer |basic |" + MASKED + ")"
                    + "(?:\\\\{0,16}[\"'][^\"'\\\\]*|[^\\s\"'\\\\&,;)}\\]]+)");

    /** An option of a command, or what it sets, and the value behind a space. */
    private static final Pattern OPTION =
            Pattern.compile("(?i)((?:(?<![\\w-])-{1,2}|\\bconfig(?:ure)?\\s{1,4}set\\s{1,4})([\\w.-]{1,128})\\s{1,4})"
                    + "(?!-|" + MASKED + ")(?:\\\\{0,16}[\"'][^\"'\\\\]*|[^\\s\"'\\\\]+)");

    private static final Pattern ONE_OPTION = Pattern.compile("-{1,2}([\\w.-]{1,128})");
    /** What the value of such an option is when it is no secret. */
    private static final Pattern NO_SECRET_OPTION =
            Pattern.compile("(?i)(stdin|file|path|arn|name|id|policy|length|type|url|uri|version)$");

    private static final Pattern PASS = Pattern.compile("(?<!by|com|tres|sur)pass$");

    private Masking() {}

    /** The same value where it has no secrets. */
    static JsonNode mask(JsonNode node) {
        return mask(node, MOST_NESTED);
    }

    /** A text that stands outside of the JSON, such as an error's message. */
    static String mask(String text) {
        if (!SEPARATOR.matcher(text).find()) {
            return text;
        }
        if (PRIVATE_KEY.matcher(text).find()) {
            return MASKED;
        }
        String masked = SCHEME.matcher(text).replaceAll("$1 " + MASKED);
        masked = IN_ADDRESS.matcher(masked).replaceAll("$1:" + MASKED + "@");
        masked = ASSIGNED.matcher(masked).replaceAll("$1" + MASKED);
        return OPTION.matcher(masked)
                .replaceAll(found -> Matcher.quoteReplacement(
                        isSecretOption(found.group(2)) ? found.group(1) + MASKED : found.group()));
    }

    private static boolean isSecretOption(String name) {
        String plain = plain(name);
        return soundsSecret(plain)
                && !NO_SECRET.contains(plain)
                && !NO_SECRET_OPTION.matcher(name).find();
    }

    private static JsonNode mask(JsonNode node, int nested) {
        if (node.isObject()) {
            return maskObject(node, nested);
        }
        if (node.isArray()) {
            return maskArray(node, nested);
        }
        return node.isString() ? maskString(node, nested) : node;
    }

    private static JsonNode maskObject(JsonNode object, int nested) {
        boolean namesSecret = namesSecret(object);
        ObjectNode changed = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            boolean secret =
                    isSecret(name, value) || namesSecret && VALUE.matcher(name).find();
            JsonNode masked = secret ? hidden(value) : mask(value, nested);
            if (masked != value) {
                changed = changed == null ? Json.copy(object) : changed;
                changed.set(name, masked);
            }
        }
        return changed == null ? object : changed;
    }

    private static JsonNode maskArray(JsonNode array, int nested) {
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        boolean same = true;
        String before = "";
        String beforeThat = "";
        for (JsonNode value : array.values()) {
            String text = Json.text(value);
            boolean secret = !text.startsWith("-") && takesSecret(beforeThat, before);
            JsonNode masked = secret ? hidden(value) : mask(value, nested);
            same &= masked == value;
            changed.add(masked);
            beforeThat = before;
            before = text;
        }
        return same ? array : changed;
    }

    /** Whether the word that follows two words of a command is a secret. */
    private static boolean takesSecret(String first, String second) {
        Matcher option = ONE_OPTION.matcher(second);
        return option.matches() ? isSecretOption(option.group(1)) : first.equals("set") && isSecretOption(second);
    }

    private static JsonNode maskString(JsonNode string, int nested) {
        String text = string.stringValue();
        if (looksLikeJson(text)) {
            if (nested == 0) {
                return MASK;
            }
            Json.Parsed inner = Json.parse(text);
            if (inner != null) {
                JsonNode masked = mask(inner.node(), nested - 1);
                return masked == inner.node() && !inner.shortened() ? string : StringNode.valueOf(Json.write(masked));
            }
        }
        String masked = mask(text);
        return masked.equals(text) ? string : StringNode.valueOf(masked);
    }

    private static boolean looksLikeJson(String text) {
        String stripped = text.strip();
        if (stripped.length() < 2) {
            return false;
        }
        char last = stripped.charAt(stripped.length() - 1);
        return switch (stripped.charAt(0)) {
            case '{' -> last == '}';
            case '[' -> last == ']';
            case '"' -> last == '"';
            default -> false;
        };
    }

    private static JsonNode hidden(JsonNode value) {
        boolean harmless = value.isNull() || value.isBoolean() || Json.truth(value) != null;
        return harmless ? value : MASK;
    }

    private static boolean isSecret(String name, JsonNode value) {
        String plain = plain(name);
        return soundsSecret(plain)
                && !NO_SECRET.contains(plain)
                && !(plain.endsWith("arn") && Json.text(value).startsWith("arn:"));
    }

    /** Whether it names, beside a value, a variable or parameter that holds a secret. */
    private static boolean namesSecret(JsonNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = member.getValue();
            if (value.isString()
                    && NAMING.matcher(member.getKey()).find()
                    && soundsSecret(plain(value.stringValue()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean soundsSecret(String plain) {
        return SECRETS.stream().anyMatch(plain::contains)
                || plain.equals("sig")
                || PASS.matcher(plain).find();
    }

    private static String plain(String name) {
        return IGNORED_IN_NAMES.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
