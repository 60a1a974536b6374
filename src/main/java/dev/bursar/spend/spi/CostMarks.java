package dev.bursar.spend.spi;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What happened on days whose costs are shown; modules that know it provide beans. Events are the primary one. */
public interface CostMarks {
    /**
     * @param what in words, without the day
     * @param amount of the change since the days before that goes back to it
     * @param address where it is shown, relative to the portal
     * @param at null where only the day is known
     * @param proved whether the amount agrees with what happened; else it may have another cause
     */
    record Mark(
            LocalDate day,
            String what,
            BigDecimal amount,
            String currency,
            String address,
            @Nullable Instant at,
            boolean proved) {
        public Mark(LocalDate day, String what, BigDecimal amount, String currency, String address) {
            this(day, what, amount, currency, address, null, false);
        }

        /** What, and whether it only may be the cause. */
        public String words() {
            return at == null || proved ? what : "Possible cause: " + what;
        }
    }

    /** The largest first, at most five; of what the person may see. */
    List<Mark> of(DayRange days, DayRange before, CostMetric cost, List<CostFilter> filters);
}
