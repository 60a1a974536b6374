package dev.bursar.simulator;

/** An AWS service that the simulator answers for; a new service is one more class. */
sealed interface AwsService permits JsonService, QueryService, S3 {

    /** The service's name in actions of policies: {@code ce} of {@code ce:GetTags}. */
    String name();
}
