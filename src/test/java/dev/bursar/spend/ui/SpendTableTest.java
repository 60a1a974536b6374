package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import dev.bursar.charges.Granularity;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

/** Eight large services that cost what they did, one small one that is new and one that is gone. */
class SpendTableTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final String OTHER = "Other (3 services)";

    private final List<List<String>> kept = new ArrayList<>();

    private static Row row(String name, int now, int before) {
        BigDecimal total = BigDecimal.valueOf(now);
        return new Row(name, name, total, List.of(total), BigDecimal.valueOf(before), List.of());
    }

    private SpendTable table(List<String> sorted) {
        var rows = new ArrayList<>(IntStream.rangeClosed(1, 8)
                .mapToObj(i -> row("Same " + i, 1_000 + i, 1_000 + i))
                .toList());
        rows.add(row("New", 50, 0));
        rows.add(row("Gone", 0, 70));
        var question = new CostQuery(
                FIRST, FIRST.plusDays(1), Granularity.DAILY, CostMetric.EFFECTIVE, Dimension.SERVICE, List.of());
        BigDecimal total = sum(rows, Row::total);
        var spend = new CurrencySpend(
                "USD", total, List.of(total), sum(rows, Row::before), List.of(sum(rows, Row::before)), rows);
        var answer = new CostResult(
                question, List.of(FIRST), List.of(spend), new Finality(List.of(), List.of()), Optional.empty(), 1);
        return new SpendTable(
                SpendUrl.DEFAULT.with(Dimension.SERVICE),
                LocalDateRange.of(FIRST, FIRST.plusDays(1)),
                spend,
                new DayRange(FIRST.minusDays(1), FIRST),
                new SpendChartData(answer, spend, Map.of()),
                new TableArrangement(Set.of(), sorted, (hidden, columns) -> kept.add(columns)),
                new SpendTable.Navigation() {
                    @Override
                    public Optional<SpendUrl> into(SpendLine line) {
                        return Optional.empty();
                    }

                    @Override
                    public void why(SpendLine line) {}
                },
                UnaryOperator.identity());
    }

    private static BigDecimal sum(List<Row> rows, Function<Row, BigDecimal> amount) {
        return rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> names(SpendTable table) {
        return IntStream.range(0, table.size())
                .mapToObj(at -> table.line(at).name().text())
                .toList();
    }

    @Test
    void otherHoldsTheSmallestWhereTheTableIsSortedByCost() {
        assertThat(names(table(List.of())))
                .containsExactly("Same 8", "Same 7", "Same 6", "Same 5", "Same 4", "Same 3", "Same 2", OTHER);
    }

    @Test
    void otherHoldsThoseThatChangedLeastWhereTheTableIsSortedByChange() {
        for (String column : List.of("CHANGE", "CHANGE_PERCENT")) {
            var table = table(List.of());
            table.sort(List.of("-" + column));
            assertThat(names(table))
                    .as(column)
                    .hasSize(8)
                    .contains("New", "Gone")
                    .endsWith(OTHER);
            assertThat(kept.removeLast()).containsExactly("-" + column);
        }
        assertThat(names(table(List.of("CHANGE")))).startsWith("Gone").endsWith("New", OTHER);
        assertThat(names(table(List.of("-CHANGE")))).startsWith("New").endsWith("Gone", OTHER);
    }

    @Test
    void otherIsChosenAnewWhenTheSortingChangesAndAddsUpEitherWay() {
        var table = table(List.of("-CHANGE"));
        assertThat(table.line(7).figures().getFirst()).isEqualTo("$3,021.00");
        table.sort(List.of("-TOTAL"));
        assertThat(names(table))
                .startsWith("Same 8")
                .doesNotContain("New", "Gone")
                .endsWith(OTHER);
        assertThat(table.line(7).figures().getFirst()).isEqualTo("$1,051.00");
        table.sort(List.of("NAME"));
        assertThat(names(table)).startsWith("Same 2").endsWith("Same 8", OTHER);
    }
}
