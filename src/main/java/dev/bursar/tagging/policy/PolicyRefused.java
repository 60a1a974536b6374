package dev.bursar.tagging.policy;

/** A policy or an exemption can't be as it was asked for. */
public final class PolicyRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and in which field. */
    public enum Why {
        NAME_MISSING(Field.NAME, "Enter a name."),
        NAME_TOO_LONG(Field.NAME, "A name has at most 100 characters, on one line."),
        NAME_TAKEN(Field.NAME, "Another policy has this name. Choose another one."),
        KEY_MISSING(Field.KEY, "Enter the key of the tag, such as team."),
        KEY_TOO_LONG(Field.KEY, "A key has at most 128 characters, on one line."),
        KEY_OF_AWS(Field.KEY, "AWS sets tags that begin with aws: by itself. Enter a key that people set."),
        GRACE(Field.GRACE, "Enter 0 to 365 days."),
        FROM(Field.FROM, "Choose a day between 2000 and 2199."),
        NO_TYPE(Field.TYPES, "Choose at least one type, or all types."),
        TOO_MANY_TYPES(Field.TYPES, "Choose at most 200."),
        NO_ACCOUNT(Field.ACCOUNTS, "Choose at least one account, or all accounts."),
        TOO_MANY_ACCOUNTS(Field.ACCOUNTS, "Choose at most 200."),
        NO_VALUE(Field.VALUES, "Enter at least one allowed value."),
        TOO_MANY_VALUES(Field.VALUES, "A policy has at most 1,000 values."),
        VALUE_TOO_LONG(Field.VALUES, "A value has at most 256 characters, on one line."),
        PATTERN_MISSING(Field.PATTERN, "Enter a pattern, such as cc-[0-9]{4}."),
        PATTERN_TOO_LONG(Field.PATTERN, "A pattern has at most 500 characters, on one line."),
        PATTERN_TOO_LARGE(Field.PATTERN, "This pattern repeats too much. Use smaller numbers in braces."),
        NO_PATTERN(
                Field.PATTERN,
                "This is not a pattern that Bursar can use. It takes RE2 syntax, without back references or look-around."),
        EXEMPT_MISSING(Field.EXEMPT, "Enter what is exempt."),
        EXEMPT_TOO_LONG(Field.EXEMPT, "Enter at most 2,048 characters on one line."),
        RESOURCE_UNKNOWN(
                Field.EXEMPT, "No resource that was read has this ARN. Copy it from the resource\u2019s page in AWS."),
        TYPE_UNKNOWN(Field.EXEMPT, "No resource that was read is of this type. Enter one such as ec2:instance."),
        ACCOUNT_UNKNOWN(Field.EXEMPT, "No resource was read in this account. Enter its twelve digits."),
        REASON_MISSING(Field.REASON, "Enter why, for those who look at this later."),
        REASON_TOO_LONG(Field.REASON, "A reason has at most 500 characters."),
        LAST_DAY_MISSING(Field.LAST_DAY, "Choose the last day. An exemption has an end."),
        LAST_DAY_BEFORE_FIRST(Field.LAST_DAY, "Choose a day that is not before the first one."),
        LAST_DAY_PAST(Field.LAST_DAY, "Choose today or a later day."),
        LAST_DAY_TOO_LATE(Field.LAST_DAY, "Choose a day within the next five years.");

        private final Field field;
        private final String sentence;

        Why(Field field, String sentence) {
            this.field = field;
            this.sentence = sentence;
        }

        /** For people: what to do. */
        public String sentence() {
            return sentence;
        }
    }

    public enum Field {
        NAME,
        KEY,
        VALUES,
        PATTERN,
        TYPES,
        ACCOUNTS,
        FROM,
        GRACE,
        EXEMPT,
        REASON,
        LAST_DAY
    }

    private final Why why;

    PolicyRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Field field() {
        return why.field;
    }

    public String sentence() {
        return why.sentence;
    }
}
