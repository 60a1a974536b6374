package dev.bursar.sync;

import org.jspecify.annotations.Nullable;

/** What is wrong with a source. */
public sealed interface Problem {
    /**
     * In words, as it is stored.
     *
     * @param what one sentence: what happened, to what
     * @param whatToDo one sentence: the next step; empty where there is none
     */
    record Said(String what, String whatToDo) implements Problem {}

    /** What a feature has found, which its own text words. */
    non-sealed interface Fact extends Problem {
        Said said();
    }

    /**
     * Of an account and Region.
     *
     * @param region empty for the account as a whole
     * @param role name of the member's role; null where Bursar's own credentials are meant
     * @param permission what AWS was asked for; empty where nothing was
     * @param detail what was wrong with an answer, which parts are missing, or which setting helps; empty otherwise
     */
    record AtPlace(
            Why why,
            String account,
            String region,
            @Nullable String role,
            String permission,
            String detail) implements Problem {}

    /** What happened at a place. */
    enum Why {
        /** AWS says that it is missing, its ExternalId differs, or a policy forbids it, and not which. */
        ROLE_REFUSED,
        REFUSED,
        REGION_OFF,
        /** AWS doesn't offer the service there. */
        SERVICE_NOT_IN_REGION,
        STS_OFF,
        ACCOUNT_CLOSED,
        COMPUTE_OPTIMIZER_OFF,
        SESSION_EXPIRED,
        /** Its list changed or expired while it was read. */
        LIST_CHANGED,
        THROTTLED,
        NO_ANSWER,
        UNREADABLE,
        /** The answer was read, but can't be trusted. */
        REJECTED,
        QUERY_FAILED,
        EVENTS_TOO_FAST,
        NO_INDEX,
        NO_VIEW,
        VIEW_WITHOUT_TAGS,
        TOO_MANY_UNTAGGED
    }
}
