package dev.bursar.chargeback.issued;

import module java.base;

/** What the journal calls a billing month. */
public final class MonthSubjects {
    public static final String KIND = "chargeback";

    private MonthSubjects() {}

    public static String subject(YearMonth month) {
        return KIND + ":" + month;
    }
}
