package dev.bursar.simulator.http;

/** An AWS service that the simulator answers for; a new service is one more class. */
public interface AwsService {

    /** The service's name in actions of policies: {@code ce} of {@code ce:GetTags}. */
    String name();

    /** What a policy would have to allow for the operation, such as {@code ce:GetTags}. */
    default String action(String operation) {
        return name() + ":" + operation;
    }
}
