package dev.bursar.simulator.http;

/** An AWS service that the simulator answers for; a new service is one more class. */
public abstract class AwsService {
    private final String name;
    private final Reach reach;

    /** Who a service answers. */
    public enum Reach {
        /** The payer only. */
        PAYER,
        /** Each account, wherever it asks from. */
        ACCOUNTS,
        /** Each account, in the Regions that are enabled for it. */
        REGIONS
    }

    protected AwsService(String name, Reach reach) {
        this.name = name;
        this.reach = reach;
    }

    /** The service's name in actions of policies: {@code ce} of {@code ce:GetTags}. */
    public final String name() {
        return name;
    }

    public final Reach reach() {
        return reach;
    }

    /** What a policy would have to allow for the operation, such as {@code ce:GetTags}. */
    public String action(String operation) {
        return name + ":" + operation;
    }

    /** An error as this service says it. */
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal;
    }
}
