package dev.bursar.org;

/** A change of a team or department that can't be; nothing was changed. */
public class ChangeRefused extends RuntimeException {
    private final Reason reason;

    ChangeRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** A name has 1 to 100 characters. */
        NAME_EMPTY,
        NAME_TOO_LONG,
        /** A name is one line of visible characters. */
        NAME_NOT_VISIBLE,
        /** A present team, or department, has the name in some case or width. */
        NAME_TAKEN,
        /** What no team owns is called so. */
        NAME_RESERVED,
        COST_CENTRE_TOO_LONG,
        COST_CENTRE_NOT_VISIBLE,
        /** Days are those of the years 2000 to 2199. */
        DAY_OUT_OF_RANGE,
        /** The day is before the first day of what is changed. */
        BEFORE_IT_BEGINS,
        /** An end on the first day or before. */
        ENDS_BEFORE_IT_BEGINS,
        /** What is changed has ended by that day. */
        HAS_ENDED,
        /** The department is not there from that day on, or has an end. */
        DEPARTMENT_NOT_THERE,
        /** The department would lie in itself. */
        LIES_IN_ITSELF,
        /** A team can't be merged into itself. */
        INTO_ITSELF,
        /** The team to merge into is not there from that day on, or has an end. */
        TARGET_NOT_THERE,
        /** Teams or departments lie in the department on that day or later. */
        NOT_EMPTY
    }
}
