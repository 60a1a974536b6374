package dev.bursar.access;

/** Whether a person can come in. */
public enum PersonState {
    ACTIVE,
    /** An invitation waits for its delivery, or was sent and still works. */
    INVITED,
    /** The last invitation has ended unused. */
    INVITATION_OVER,
    /** They were never invited, or come in by another way. */
    NO_PASSWORD,
    DISABLED
}
