package dev.bursar.trail.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a record such that it is not too long: whole values are left out, and what is left is valid JSON. */
final class Shortening {
    private static final int LONGEST_VALUE = 1_000;
    /** What is left out first. */
    private static final List<String> LONG = List.of("responseElements", "requestParameters");

    private static final List<String> KEPT = List.of(
            "eventVersion",
            "eventID",
            "eventTime",
            "eventSource",
            "eventName",
            "eventType",
            "eventCategory",
            "awsRegion",
            "recipientAccountId",
            "sourceIPAddress",
            "userAgent",
            "readOnly",
            "errorCode",
            "errorMessage");

    private Shortening() {}

    /** A record's JSON, and whether values were left out. */
    record Written(String json, boolean shortened) {}

    static Written write(JsonNode object) {
        String json = Json.write(object);
        if (fits(json)) {
            return new Written(json, false);
        }
        ObjectNode shorter = Json.copy(object);
        for (String name : LONG) {
            if (shorter.path(name).isContainer()) {
                leaveOut(shorter, name);
            }
            if (fits(json = Json.write(shorter))) {
                return new Written(json, true);
            }
        }
        for (Map.Entry<String, JsonNode> member : List.copyOf(shorter.properties())) {
            if (member.getValue().isContainer() || Json.text(member.getValue()).length() > LONGEST_VALUE) {
                leaveOut(shorter, member.getKey());
            }
        }
        if (!fits(json = Json.write(shorter))) {
            ObjectNode least = Json.object();
            KEPT.stream().filter(shorter::has).forEach(name -> least.set(name, shorter.path(name)));
            least.put("Bursar", leftOut(Json.write(object).length()));
            json = Json.write(least);
        }
        return new Written(json, true);
    }

    private static boolean fits(String json) {
        return json.length() <= TrailEvent.LONGEST_JSON;
    }

    private static void leaveOut(ObjectNode object, String name) {
        object.put(name, leftOut(Json.write(object.path(name)).length()));
    }

    private static String leftOut(int length) {
        return String.format(Locale.ROOT, "… left out by Bursar: %,d characters", length);
    }
}
