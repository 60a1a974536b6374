package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.LineLinks;
import dev.bursar.spend.SpendLinks;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

/** What other pages link to is what this page reads. */
class SpendLinksTest {
    private static final LocalDate FROM = LocalDate.parse("2026-11-01");
    private static final LocalDate TO = LocalDate.parse("2026-11-24");

    private static SpendUrl.Read read(String address) {
        assertThat(address).startsWith(SpendLinks.SPEND + "?");
        return SpendUrl.read(QueryParameters.fromString(address.substring(6)).getParameters(), TO);
    }

    @Test
    void aLinkIsReadAsTheViewThatItNames() {
        for (CostMetric cost : CostMetric.values()) {
            for (Dimension by : ChargeFixture.DIMENSIONS) {
                var filters = List.of(
                        new CostFilter(Dimension.TEAM, Operator.IS, List.of("0", "7")),
                        new CostFilter(Dimension.TAG_VALUE, Operator.IS_NOT, List.of(ChargeFixture.HOSTILE, "")),
                        new CostFilter(Dimension.SERVICE, Operator.CONTAINS, List.of("EC2 - Other & more+100%")));
                var address = SpendLinks.view(FROM, TO, cost, by, filters.toArray(CostFilter[]::new));
                assertThat(read(address))
                        .isEqualTo(new SpendUrl.Read(
                                new SpendUrl(
                                        new SpendUrl.Period.Days(FROM, TO),
                                        SpendUrl.View.DAILY,
                                        cost,
                                        by,
                                        null,
                                        null,
                                        java.util.Set.of(),
                                        filters,
                                        SpendUrl.Look.PLAIN),
                                List.of()));
            }
        }
    }

    @Test
    void aLinkToLinesIsReadAsWhatItNames() {
        var filters = List.of(
                new CostFilter(Dimension.TEAM, Operator.IS, List.of("0")),
                new CostFilter(Dimension.SERVICE, Operator.IS, List.of("EC2 - Other & more+100%, a")));
        String address = LineLinks.of(new DayRange(FROM, TO), CostMetric.BILLED, Set.of(Exclusion.TAX), filters);
        assertThat(address).startsWith(LineLinks.LINES + "?");

        LinesUrl.Read read = LinesUrl.read(
                QueryParameters.fromString(address.substring(LineLinks.LINES.length() + 1))
                        .getParameters(),
                TO);

        assertThat(read.ignored()).isEmpty();
        assertThat(read.url().question(TO).filters()).isEqualTo(filters);
        assertThat(read.url().question(TO).without()).containsExactly(Exclusion.TAX);
        assertThat(read.url().days(TO)).isEqualTo(LocalDateRange.of(FROM, TO));
        LinesUrl chosen = read.url().with(List.of("A, b", "C")).sorted("-A, b");
        assertThat(LinesUrl.read(chosen.parameters(), TO).url()).isEqualTo(chosen);
    }
}
