package dev.bursar.kernel;

/** Why an account wasn't read, or not as a whole; the first that holds. */
public enum WhyUnread {
    /** Bursar has no role there, or may not assume it. */
    NO_ACCESS,
    /** AWS refused the action. */
    REFUSED,
    /** It wasn't asked yet. */
    NOT_YET,
    /** Nothing of it was read, for whatever reason. */
    NOT_READ,
    /** Something is missing, in some Region or of some time. */
    IN_PART
}
