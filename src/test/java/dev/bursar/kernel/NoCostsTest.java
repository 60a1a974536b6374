package dev.bursar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

class NoCostsTest {
    /** Costs are read from 10 October to 30 November. */
    @ParameterizedTest(name = "{0} to {1} on {2}: {3}")
    @CsvSource(textBlock = """
            2026-12-02, 2026-12-03, 2026-12-01, TO_COME
            2026-12-01, 2027-01-01, 2026-11-30, TO_COME
            2026-12-01, 2027-01-01, 2026-12-01, ARRIVING
            2026-12-01, 2027-01-01, 2026-12-15, ARRIVING
            2026-12-01, 2026-12-05, 2026-12-07, ARRIVING
            2026-12-01, 2026-12-05, 2026-12-08, NOT_READ
            2026-12-01, 2027-01-01, 2027-01-03, ARRIVING
            2026-12-01, 2027-01-01, 2027-01-04, NOT_READ
            2028-02-01, 2028-03-01, 2028-02-29, ARRIVING
            2026-09-01, 2026-10-10, 2026-11-30, BEFORE_FIRST_DAY
            2026-09-01, 2026-10-11, 2026-11-30, READ_IN_PART
            2026-11-30, 2026-12-01, 2026-12-01, NOTHING_SPENT
            2026-11-01, 2026-12-01, 2026-12-01, NOTHING_SPENT
            2026-10-01, 2027-01-01, 2026-12-01, READ_IN_PART
            2026-10-10, 2027-01-01, 2026-12-01, NOTHING_SPENT
            2026-11-30, 2026-12-30, 2026-12-30, READ_IN_PART
            2026-11-30, 2026-12-30, 2026-12-02, READ_IN_PART
            """)
    void nothingWasSpentOnlyWhereDaysAreRead(LocalDate from, LocalDate to, LocalDate today, NoCosts why) {
        var days = LocalDateRange.of(from, to);
        var read = LocalDateRange.of(LocalDate.parse("2026-10-10"), LocalDate.parse("2026-12-01"));
        assertThat(NoCosts.of(days, Optional.of(read), today)).isEqualTo(why);
        assertThat(NoCosts.of(days, Optional.empty(), today))
                .isEqualTo(why == NoCosts.TO_COME ? NoCosts.TO_COME : NoCosts.NOT_READ);
    }

    /** Costs of December, read from 1 October; of the account to before its day, if it has any. */
    @ParameterizedTest(name = "{1} read, of the account {0}: {3}")
    @CsvSource(textBlock = """
            2026-12-02, 2026-12-03, 2026-12-03, READ_IN_PART
            2026-12-03, 2026-12-03, 2026-12-03, NOTHING_SPENT
            2026-12-01, 2026-12-02, 2026-12-02, ARRIVING
            , 2026-12-02, 2026-12-02, ARRIVING
            , 2026-12-04, 2026-12-04, ARRIVING
            , 2026-12-05, 2026-12-05, READ_IN_PART
            2026-11-10, 2026-12-05, 2026-12-05, READ_IN_PART
            , 2026-10-02, 2026-12-02, NOT_READ
            """)
    void anAccountHasNothingOnceItsCostsWouldHaveArrived(
            @Nullable LocalDate own, LocalDate all, LocalDate today, NoCosts why) {
        var first = LocalDate.parse("2026-10-01");
        assertThat(NoCosts.ofAccount(
                        YearMonth.of(2026, 12),
                        Optional.ofNullable(own).map(to -> LocalDateRange.of(first, to)),
                        Optional.of(LocalDateRange.of(first, all)),
                        today))
                .isEqualTo(why);
    }
}
