package dev.bursar.tagging.violations;

import module java.base;

/**
 * What a likely value rests on.
 *
 * @param detail the key, stack, cluster, group or person; "" where the kind says all
 * @param count how many others have the value, or were created by the person; 0 where that is no matter
 * @param of how many others there are; 0 where the person who asks may not know
 */
public record Sign(Kind kind, String detail, long count, long of) {
    /** Kinds of signs, the strongest first. */
    public enum Kind {
        /** The tag in another case has the value. */
        OTHER_KEY,
        /** It differs from the present value only in case or spaces. */
        OTHER_CASE,
        /** It is spelled almost like the present value. */
        SPELLING,
        STACK,
        CLUSTER,
        SCALING_GROUP,
        /** Most of its cost is the team's. */
        COST,
        /** The ownership rules give its account to the team. */
        RULE,
        /** Someone who leads the team created it. */
        LEAD,
        /** Whoever created it has created resources of this team and of no other. */
        CREATOR,
        /** Its name contains the value. */
        NAME,
        /** Most tagged resources in the account have the value. */
        ACCOUNT;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    static Sign of(Kind kind) {
        return new Sign(kind, "", 0, 0);
    }
}
