package dev.bursar.simulator.http;

import dev.bursar.simulator.faults.Effect;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A service that speaks JSON 1.1: the operation is in the header X-Amz-Target, behind a prefix and a dot. */
public interface JsonService extends AwsService {

    String targetPrefix();

    /** The operations that answer each caller alike. */
    default Map<String, Operation> operations() {
        return Map.of();
    }

    /** Answers one request or throws {@link AwsRefusal}; a service overrides it whose answers depend on the caller. */
    default ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        var handler = operations().get(operation);
        if (handler == null) {
            throw unknown(operation);
        }
        return handler.answer(request);
    }

    /** Answers one request that faults strike which the service itself has to know. */
    default ObjectNode answer(String operation, ObjectNode request, Caller caller, List<Effect> effects) {
        return answer(operation, request, caller);
    }

    /** What the member of an error is called that says why. */
    default String reasonMember() {
        return "Reason";
    }

    static AwsRefusal unknown(String operation) {
        return AwsRefusal.of("UnknownOperationException", operation);
    }

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
