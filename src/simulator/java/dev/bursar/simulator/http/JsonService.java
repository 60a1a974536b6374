package dev.bursar.simulator.http;

import dev.bursar.simulator.faults.Effect;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** A service that speaks JSON 1.1: the operation is in the header X-Amz-Target, behind a prefix and a dot. */
public abstract class JsonService extends AwsService {
    private final String targetPrefix;

    protected JsonService(String name, String targetPrefix, Reach reach) {
        super(name, reach);
        this.targetPrefix = targetPrefix;
    }

    final String targetPrefix() {
        return targetPrefix;
    }

    /** The operations that answer each caller alike. */
    public Map<String, Operation> operations() {
        return Map.of();
    }

    /** Answers one request or throws {@link AwsRefusal}; a service overrides it whose answers depend on the caller. */
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        var handler = operations().get(operation);
        if (handler == null) {
            throw unknown(operation);
        }
        return handler.answer(request);
    }

    /** Answers one request that faults strike which the service itself has to know. */
    public ObjectNode answer(String operation, ObjectNode request, Caller caller, List<Effect> effects) {
        return answer(operation, request, caller);
    }

    /** What the member of an error is called that says why. */
    public String reasonMember() {
        return "Reason";
    }

    public static AwsRefusal unknown(String operation) {
        return AwsRefusal.of("UnknownOperationException", operation);
    }

    /** Answers one request or throws {@link AwsRefusal}. */
    @FunctionalInterface
    public interface Operation {
        ObjectNode answer(ObjectNode request);
    }
}
