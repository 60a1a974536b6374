package dev.bursar.simulator.http;

/** An AWS service that the simulator answers for; a new service is one more class. */
public interface AwsService {

    /** The service's name in actions of policies: {@code ce} of {@code ce:GetTags}. */
    String name();
}
