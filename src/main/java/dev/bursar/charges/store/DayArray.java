package dev.bursar.charges.store;

import module java.base;
import org.springframework.jdbc.support.SqlArrayValue;

/** Passes days as a parameter of type date[]. PostgreSQL would cast a text again for each row that it compares. */
final class DayArray {
    private DayArray() {}

    static SqlArrayValue of(Collection<LocalDate> days) {
        return new SqlArrayValue("date", days.toArray());
    }
}
