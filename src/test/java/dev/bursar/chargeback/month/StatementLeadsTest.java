package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.issued.StatementLeads;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose the statement for October is, on 24 November. */
class StatementLeadsTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final TeamId TEAM = new TeamId(7);

    private static Visibility led(int team, String from, String to) {
        return new Visibility(false, List.of(new Span(new TeamId(team), LocalDate.parse(from), LocalDate.parse(to))));
    }

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "7, 2000-01-01, 9999-01-01,           , true,  all days",
        "7, 2026-10-20, 9999-01-01,           , true,  since within the month",
        "7, 2026-11-24, 9999-01-01,           , true,  a new lead since today",
        "7, 2026-11-25, 9999-01-01,           , false, not yet a lead",
        "7, 2026-10-01, 2026-11-01,           , true,  until its last day",
        "7, 2026-10-31, 2026-11-01,           , true,  on its last day alone",
        "7, 2000-01-01, 2026-10-31,           , false, until the day before its last",
        "7, 2000-01-01, 2026-10-16, 2026-10-16, true,  until the last day of a team that ended in it",
        "7, 2000-01-01, 2026-10-15, 2026-10-16, false, until the day before that",
        "7, 2000-01-01, 9999-01-01, 2026-10-01, false, a team that was over before",
        "8, 2000-01-01, 9999-01-01,           , false, another team"
    })
    void itIsTheLastDaysLeadsAndLaterOnes(
            int team, String from, String to, LocalDate ended, boolean sees, String description) {
        assertThat(StatementLeads.include(
                        led(team, from, to), TODAY, OCTOBER, TEAM, new TeamDays(LocalDate.of(2000, 1, 1), ended)))
                .as(description)
                .isEqualTo(sees);
    }
}
