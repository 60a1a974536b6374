package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.spend.Projection;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectionSectionTest {
    private static final LocalDate MONTH = LocalDate.parse("2026-11-01");

    private static Projection.Team team(String key, String name, String toDate, String projected) {
        return new Projection.Team(key, name, new BigDecimal(toDate), new BigDecimal(projected));
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
}
