package dev.bursar.chargeback.answers;

import module java.base;

/** A statement can't be answered as it was asked for; nothing was stored. */
public final class AnswerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Why {
        /** There is none for this person to answer. */
        MISSING,
        /** A newer version was issued. */
        NOT_NEWEST,
        /** It was accepted, or no answer was recorded. */
        ANSWERED,
        /** Nobody has accepted it, or that was withdrawn. */
        NOT_ACCEPTED,
        /** Somebody else accepted it. */
        ACCEPTED_BY_ANOTHER,
        /** The month is closed. */
        CLOSED,
        /** Whoever issued a version can't accept it. */
        OWN_ISSUE,
        /** It can't be accepted while lines of it are disputed. */
        DISPUTED,
        /** The answer day has passed. */
        LATE,
        /** The statement has no such line. */
        NO_LINE,
        /** Somebody disputes the line already. */
        LINE_DISPUTED,
        /** Nothing, another sign than the line's, or more than it. */
        AMOUNT,
        /** More decimals than the currency has. */
        DECIMALS,
        WHOSE_TOO_LONG,
        NO_WHY,
        WHY_TOO_LONG
    }

    private final transient Set<Why> why;

    public AnswerRefused(Set<Why> why) {
        super(why.toString());
        this.why = Set.copyOf(why);
    }

    public AnswerRefused(Why... why) {
        this(Set.copyOf(Arrays.asList(why)));
    }

    public Set<Why> why() {
        return why;
    }
}
