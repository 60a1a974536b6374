package dev.bursar.setup.reach;

/** A choice about reading member accounts that can't be; nothing was changed. */
public class ReachRefused extends RuntimeException {
    private final Reason reason;

    ReachRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Which field it is about. */
    public enum Field {
        ROLE,
        EXTERNAL_ID,
        REGIONS
    }

    public enum Reason {
        NAME_EMPTY(Field.ROLE),
        NAME_TOO_LONG(Field.ROLE),
        NOT_A_NAME(Field.ROLE),
        ID_TOO_SHORT(Field.EXTERNAL_ID),
        ID_TOO_LONG(Field.EXTERNAL_ID),
        NOT_AN_ID(Field.EXTERNAL_ID),
        NO_REGION(Field.REGIONS),
        NOT_A_REGION(Field.REGIONS);

        private final Field field;

        Reason(Field field) {
            this.field = field;
        }

        public Field field() {
            return field;
        }
    }
}
