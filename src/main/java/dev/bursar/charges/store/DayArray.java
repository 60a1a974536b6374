package dev.bursar.charges.store;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/** Days as a parameter of the type date[]: a text that is cast would be cast again for each row that is compared with it. */
final class DayArray {
    private DayArray() {}

    static SqlArrayValue of(Collection<LocalDate> days) {
        return new SqlArrayValue("date", days.toArray());
    }
}
