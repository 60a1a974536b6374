package dev.bursar.tagging.writes;

/** Why a tag can't be written by Bursar. */
public enum Obstacle {
    /** Tagging a stack or stack set starts an update, which may change more than tags. */
    STACK,
    /** A CloudFormation stack owns it, which the settings leave out. */
    OWNED_BY_STACK,
    TYPE,
    TYPE_NOT_CHOSEN,
    ACCOUNT_NOT_CHOSEN,
    KEY_NOT_CHOSEN,
    /** AWS sets tags that begin with aws: by itself. */
    KEY_OF_AWS,
    /** It has 50 tags that people set, which is the most. */
    TOO_MANY_TAGS,
    /** Nothing was chosen, or nothing is likely. */
    NO_VALUE,
    /** AWS takes up to 256 letters, digits, spaces and _ . : / = + - @. */
    VALUE,
    /** The policy doesn't allow it. */
    VALUE_NOT_ALLOWED,
    /** It is in another change that is open. */
    IN_ANOTHER_CHANGE,
    GONE
}
