package dev.bursar.simulator.http;

/** An AWS service that the simulator answers for; a new service is one more class. */
public interface AwsService {

    /** Who a service answers. */
    enum Reach {
        /** The payer only. */
        PAYER,
        /** Each account, wherever it asks from. */
        ACCOUNTS,
        /** Each account, in the Regions that are enabled for it. */
        REGIONS
    }

    /** The service's name in actions of policies: {@code ce} of {@code ce:GetTags}. */
    String name();

    default Reach reach() {
        return Reach.PAYER;
    }

    /** What a policy would have to allow for the operation, such as {@code ce:GetTags}. */
    default String action(String operation) {
        return name() + ":" + operation;
    }
}
