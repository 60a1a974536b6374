package dev.bursar.billingdata.read;

/**
 * Cuts what AWS says of who made a request to what may be kept: the account's role or user. A session's name is often a person's e-mail
 * address. It is cut off where a line is read, so that nothing behind it has one.
 */
public final class CallerText {
    /** Stands for who has none of AWS's names. */
    public static final String OTHER = "other";

    private static final String ROLE = "^arn:[^:/]+:sts::[0-9]+:assumed-role/[^/]+";
    private static final String NAMED = "^arn:[^:/]+:iam::[0-9]+:(user|role)/.+$";
    private static final String WITHOUT_NAME = "^arn:[^:/]+:(iam::[0-9]+:root|sts::[0-9]+:federated-user)";

    private CallerText() {}

    /** The caller that is kept of a text, in the SQL of DuckDB, Trino and Athena; null of null and "". */
    public static String sql(String cell) {
        return "coalesce(" + part(cell, ROLE) + ", " + part(cell, NAMED) + ", " + part(cell, WITHOUT_NAME)
                + ", case when " + cell + " <> '' then '" + OTHER + "' end)";
    }

    /** Null where the text is none of this form: DuckDB finds "" then, the others nothing. */
    private static String part(String cell, String form) {
        return "nullif(regexp_extract(" + cell + ", '" + form + "'), '')";
    }
}
