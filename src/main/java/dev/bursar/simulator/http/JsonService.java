package dev.bursar.simulator.http;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A service that speaks JSON 1.1: the operation is in the header X-Amz-Target, behind a prefix and a dot. */
public interface JsonService extends AwsService {

    String targetPrefix();

    Map<String, Operation> operations();

    /** An error as this service says it. */
    default AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal;
    }

    /** Answers one request or throws {@link AwsRefusal}. */
    @FunctionalInterface
    interface Operation {
        ObjectNode answer(ObjectNode request);
    }
}
