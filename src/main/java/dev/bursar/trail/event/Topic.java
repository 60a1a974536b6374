package dev.bursar.trail.event;

import module java.base;

/** What a built-in question asks for; whether an event belongs to it is told when it is stored. Its number is stored. */
public enum Topic {
    /** Something was deleted or terminated, and AWS didn't refuse. */
    DELETED(1),
    /** IAM, a resource's policy or an organisation's policy was changed, and AWS didn't refuse. */
    POLICY_CHANGED(2),
    /** A sign-in that failed. */
    SIGN_IN_FAILED(4),
    /** An IAM user or root signed in to the console without MFA; never SSO, of which CloudTrail always says No. */
    SIGN_IN_WITHOUT_MFA(8),
    /** A bucket, snapshot, image or database was opened to everyone. */
    MADE_PUBLIC(16),
    /** AWS refused the call for want of rights. */
    DENIED(32),
    /** Something that costs much was started: training, endpoints, GPU instances, NAT gateways. */
    BIG_START(64),
    /** Something was created by hand or script: neither CloudFormation nor Terraform made it. */
    MADE_BY_HAND(128);

    private final int bit;

    Topic(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    public static int stored(Collection<Topic> topics) {
        return topics.stream().mapToInt(Topic::bit).reduce(0, (one, other) -> one | other);
    }

    public static Set<Topic> of(int stored) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (Topic topic : values()) {
            if ((stored & topic.bit) != 0) {
                topics.add(topic);
            }
        }
        return topics;
    }
}
