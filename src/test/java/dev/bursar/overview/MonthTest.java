package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.spend.Pace;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class MonthTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-28");

    private static Month month(Optional<Pace> pace) {
        return new Month(
                "USD",
                LocalDateRange.of(FIRST, FIRST.plusDays(1)),
                Optional.empty(),
                List.of(FIRST),
                List.of(),
                List.of(team("1"), team("2")),
                List.of(),
                Optional.empty(),
                pace);
    }

    private static Month.Team team(String key) {
        return new Month.Team(
                key,
                "Team " + key,
                BigDecimal.TEN,
                BigDecimal.ZERO,
                List.of(BigDecimal.TEN),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aTeamsDaysLeftFollowThoseWithCosts() {
        Month month = month(Optional.of(new Pace(
                FIRST.plusDays(1),
                FIRST.plusDays(3),
                Map.of("USD", Map.of("1", List.of(BigDecimal.ONE, BigDecimal.TWO))))));

        assertThat(month.left()).containsExactly(FIRST.plusDays(1), FIRST.plusDays(2));
        assertThat(month.drawn(team("1"))).containsExactly(BigDecimal.TEN, BigDecimal.ONE, BigDecimal.TWO);
        assertThat(month.drawn(team("2"))).containsExactly(BigDecimal.TEN, BigDecimal.ZERO, BigDecimal.ZERO);
        assertThat(month.now()).as("what is to come is no spend").isEqualByComparingTo("20");
    }

    @Test
    void aMonthThatIsOverHasNoneLeft() {
        assertThat(month(Optional.empty()).left()).isEmpty();
        assertThat(month(Optional.empty()).drawn(team("1"))).containsExactly(BigDecimal.TEN);
    }
}
