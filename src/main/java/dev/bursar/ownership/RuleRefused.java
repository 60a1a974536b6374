package dev.bursar.ownership;

import org.jspecify.annotations.Nullable;

/** A change of ownership rules was refused; nothing was changed. */
public class RuleRefused extends RuntimeException {
    private final Reason reason;
    private final transient @Nullable OwnershipRule other;

    RuleRefused(Reason reason) {
        this(reason, null);
    }

    RuleRefused(Reason reason, @Nullable OwnershipRule other) {
        super(reason.name());
        this.reason = reason;
        this.other = other;
    }

    public Reason reason() {
        return reason;
    }

    /** The rule that is in the way, where there is one. */
    public @Nullable OwnershipRule other() {
        return other;
    }

    public enum Reason {
        /** A rule names a tag value, an account, a service or something else. */
        NO_CONDITION,
        /** A value has at most {@link RuleChecks#LONGEST_VALUE} characters. */
        VALUE_TOO_LONG,
        /** A rule has at most {@link RuleChecks#MOST_VALUES} values, and {@link RuleChecks#MOST_CHARACTERS} characters in them. */
        TOO_MANY_VALUES,
        /** PostgreSQL keeps no NUL. */
        VALUE_NOT_STORABLE,
        /** A caller is a role or user, by ARN or name. */
        NOT_A_CALLER,
        /** An inference profile is named by ARN or id. */
        NOT_A_PROFILE,
        /** A cluster is named by ARN, by account, Region and name, or by name. */
        NOT_A_CLUSTER,
        /** A namespace or workload has a name. */
        NOTHING_NAMED,
        /** Days are those of the years 2000 to 2199. */
        DAY_OUT_OF_RANGE,
        /** The first day lies after the last. */
        ENDS_BEFORE_IT_BEGINS,
        /** A change holds from a day after the version's first and before its end. */
        CHANGES_OUTSIDE_ITS_DAYS,
        /** The team is not there on each of the rule's days. */
        TEAM_NOT_THERE,
        /** Another rule claims exactly the same on some day, so that the second could never win. */
        CLAIMED_ALREADY
    }
}
