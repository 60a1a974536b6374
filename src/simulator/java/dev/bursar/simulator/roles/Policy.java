package dev.bursar.simulator.roles;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Which actions an IAM policy allows and denies; its resources and conditions are not looked at. */
public final class Policy {

    /** What a session without a policy of its own has. */
    public static final Policy ALL = allowing(List.of("*"));

    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[\\w*?]+");

    private final List<Pattern> allowed;
    private final List<Pattern> denied;

    private Policy(List<Pattern> allowed, List<Pattern> denied) {
        this.allowed = List.copyOf(allowed);
        this.denied = List.copyOf(denied);
    }

    static Policy allowing(List<String> actions) {
        return new Policy(actions.stream().map(Policy::pattern).toList(), List.of());
    }

    Policy denying(List<String> actions) {
        return new Policy(allowed, actions.stream().map(Policy::pattern).toList());
    }

    public boolean allows(String action) {
        var asked = action.toLowerCase(Locale.ROOT);
        return matches(allowed, asked) && !matches(denied, asked);
    }

    private static boolean matches(List<Pattern> patterns, String action) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(action).matches());
    }

    /** {@code ec2:Create*}: the letters' case doesn't matter. */
    private static Pattern pattern(String action) {
        var quoted = "\\Q" + action.toLowerCase(Locale.ROOT) + "\\E";
        return Pattern.compile(quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    /** Reads the JSON of a policy, of which AWS refuses what has no effect, no action or no resource. */
    public static Policy read(String text) {
        var allowed = new ArrayList<Pattern>();
        var denied = new ArrayList<Pattern>();
        for (var statement : statements(text)) {
            var actions = texts(statement, "Action");
            if (actions.isEmpty() || texts(statement, "Resource").isEmpty()) {
                throw malformed("Syntax errors in policy.");
            }
            if (!actions.stream().allMatch(action -> ACTION.matcher(action).matches())) {
                throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
            }
            var patterns = actions.stream().map(Policy::pattern).toList();
            switch (String.valueOf(Json.text(statement, "Effect"))) {
                case "Allow" -> allowed.addAll(patterns);
                case "Deny" -> denied.addAll(patterns);
                default -> throw malformed("Syntax errors in policy.");
            }
        }
        return new Policy(allowed, denied);
    }

    private static List<JsonNode> statements(String text) {
        try {
            var statement = Json.MAPPER.readTree(text).path("Statement");
            var all = statement.isObject() ? List.of(statement) : List.copyOf(statement.values());
            if (!all.isEmpty()) {
                return all;
            }
        } catch (JacksonException e) {
            throw malformed("This policy contains invalid Json");
        }
        throw malformed("Syntax errors in policy.");
    }

    /** One text or several. */
    private static List<String> texts(JsonNode statement, String member) {
        var value = statement.path(member);
        return value.isString() ? List.of(value.asString()) : Json.texts(statement, member);
    }

    private static AwsRefusal malformed(String text) {
        return AwsRefusal.of("MalformedPolicyDocument", text);
    }
}
