package dev.bursar.trail.event;

import module java.base;
import tools.jackson.databind.JsonNode;

/**
 * What the parts of the reader need of a record.
 *
 * @param json the record, its secrets masked
 * @param refused whether AWS answered with an error
 */
record Call(
        JsonNode json,
        String account,
        String region,
        String service,
        String name,
        boolean readOnly,
        boolean refused,
        String sourceAddress,
        String userAgent) {
    private static final Pattern MAKES =
            Pattern.compile("(Create|Run|Allocate|Copy|Restore|Import|Register|Request|Publish|Purchase)(?![a-z]).*");

    JsonNode request() {
        return json.path("requestParameters");
    }

    JsonNode response() {
        return json.path("responseElements");
    }

    /** The event source, such as {@code sagemaker.amazonaws.com}; "" where nothing says. */
    String source() {
        return service.isEmpty() ? "" : service + ".amazonaws.com";
    }

    /** Whether such a call makes what it names. */
    boolean makes() {
        return MAKES.matcher(name).matches();
    }

    boolean isSignIn() {
        return service.equals("signin") || Json.text(json, "eventType").equals("AwsConsoleSignIn");
    }
}
