package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.forecast.Forecast;
import dev.bursar.spend.Projection;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.Test;

class ProjectionSectionTest {
    private static final LocalDate MONTH = LocalDate.parse("2026-11-01");

    private static Projection.Team team(String key, String name, String toDate, String projected) {
        return new Projection.Team(key, name, new BigDecimal(toDate), new BigDecimal(projected), Optional.empty());
    }

    @Test
    void theDearestTeamStandsFirstUnallocatedLastAndAwsBelowTheTotal() {
        var section = ProjectionSection.of(new Projection(
                MONTH,
                "USD",
                7,
                List.of(
                        team("2", "Fraud", "100", "200"),
                        team("1", "Vision", "300", "400"),
                        team("0", "Unallocated", "900", "1000")),
                Optional.empty(),
                Optional.of(new Projection.Aws(
                        MONTH.plusDays(23),
                        new BigDecimal("1600"),
                        new BigDecimal("1500"),
                        new BigDecimal("1700"),
                        BigDecimal.ZERO))));
        var table = section.getChildren()
                .filter(HtmlTable.class::isInstance)
                .map(HtmlTable.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(table.lines())
                .extracting(line -> line.name().text())
                .containsExactly("Vision", "Fraud", "Unallocated");
        assertThat(Texts.of(section)).contains("AWS forecast, 24 Nov: $1,600 ($1,500 to $1,700, 80% range)");
    }

    @Test
    void aForecastStandsWithItsRangeAndHowSuchForecastsDid() {
        var whole = new Forecast(
                MONTH.plusDays(10),
                new BigDecimal("5000"),
                java.util.Collections.nCopies(20, new BigDecimal("620")),
                Optional.of(new Forecast.Range(new BigDecimal("16600"), new BigDecimal("18200"))),
                new Forecast.PastMonths(10, 6, new BigDecimal("6.2"), new BigDecimal("83")),
                false);
        var vision = new Projection.Team(
                "1",
                "Vision",
                new BigDecimal("4000"),
                new BigDecimal("15000"),
                Optional.of(new Forecast.Range(new BigDecimal("14030"), new BigDecimal("15970"))));
        var section = ProjectionSection.of(new Projection(
                MONTH,
                "USD",
                7,
                List.of(vision, team("2", "Young", "100", "200")),
                Optional.of(whole),
                Optional.empty()));
        assertThat(Texts.of(section))
                .contains(
                        "In the last six months, the projection on day 10 was typically off by 6%; 5 of 6 months ended within its range",
                        "Teams with under eight weeks of costs have no range",
                        "The total is forecast from all costs together");
        var table = section.getChildren()
                .filter(HtmlTable.class::isInstance)
                .map(HtmlTable.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(table.lines())
                .extracting(line -> line.figures())
                .containsExactly(List.of("$4,000.00", "$15,000", "$14,000 to $16,000"), List.of("$100.00", "$200", ""));
    }
}
