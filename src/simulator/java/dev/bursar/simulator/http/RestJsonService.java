package dev.bursar.simulator.http;

import tools.jackson.databind.node.ObjectNode;

/** A service that speaks REST-JSON. The members of a request without a body are those of its query, as texts. */
public abstract class RestJsonService extends AwsService {
    protected RestJsonService(String name, Reach reach) {
        super(name, reach);
    }

    /** Answers one request or throws {@link AwsRefusal}. */
    public abstract ObjectNode answer(String operation, ObjectNode request, Caller caller);

    /** The operation that a request asks for; usually each is a POST to a path of its own, such as {@code /listRegions}. */
    public String operation(String method, String path) {
        return !method.equals("POST") || path.length() < 2
                ? method + " " + path
                : Character.toUpperCase(path.charAt(1)) + path.substring(2);
    }

    /** The member account that a request names, "" for none. */
    public String about(ObjectNode request) {
        return "";
    }

    public static AwsRefusal unknown(String operation) {
        return new AwsRefusal("UnknownOperationException", operation, 404);
    }

    /** The HTTP status of an error; common ones have another than in JSON 1.1. */
    static int status(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "AccessDeniedException", "ExpiredTokenException", "UnrecognizedClientException" -> 403;
            case "ThrottlingException", "TooManyRequestsException" -> 429;
            default -> refusal.status();
        };
    }
}
