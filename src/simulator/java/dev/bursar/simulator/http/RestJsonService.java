package dev.bursar.simulator.http;

import tools.jackson.databind.node.ObjectNode;

/** A service that speaks REST-JSON as far as each operation is a POST to a path of its own, such as {@code /ListIndexes}. */
public interface RestJsonService extends AwsService {

    /** Answers one request or throws {@link AwsRefusal}. */
    ObjectNode answer(String operation, ObjectNode request, Caller caller);

    /** An error as this service says it. */
    default AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal;
    }

    /** The member account that a request names, "" for none. */
    default String about(ObjectNode request) {
        return "";
    }

    static AwsRefusal unknown(String operation) {
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
