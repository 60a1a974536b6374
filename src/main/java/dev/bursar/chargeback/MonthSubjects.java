package dev.bursar.chargeback;

import java.time.YearMonth;

/** What the journal calls a billing month. */
public final class MonthSubjects {
    public static final String KIND = "chargeback";

    private MonthSubjects() {}

    static String subject(YearMonth month) {
        return KIND + ":" + month;
    }
}
