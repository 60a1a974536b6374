package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import module java.base;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the rows are: nothing is lost in Other, nothing is there twice, and nothing in it is larger than what is shown. */
class TopRowsTest {
    @Property
    void shownAndOtherAndNobodyAreAllRowsAndAddUpToTheTotal(
            @ForAll("spend") CurrencySpend spend, @ForAll("dimensions") Dimension by) {
        TopRows top = TopRows.of(by, spend);
        var all = new ArrayList<>(top.shown());
        all.addAll(top.others());
        all.addAll(top.last());
        assertThat(all).containsExactlyInAnyOrderElementsOf(spend.rows());
        Stream<BigDecimal> own =
                Stream.concat(top.shown().stream(), top.last().stream()).map(Row::total);
        assertThat(own.reduce(top.othersTotal(), BigDecimal::add)).isEqualByComparingTo(spend.total());
        Stream<BigDecimal> before =
                Stream.concat(top.shown().stream(), top.last().stream()).map(Row::before);
        assertThat(before.reduce(top.othersBefore(), BigDecimal::add)).isEqualByComparingTo(spend.before());
        for (int i = 0; i < 2; i++) {
            int at = i;
            Stream<BigDecimal> period = Stream.concat(top.shown().stream(), top.last().stream())
                    .map(row -> row.perPeriod().get(at));
            assertThat(period.reduce(top.othersPerPeriod(2).get(at), BigDecimal::add))
                    .isEqualByComparingTo(spend.perPeriod().get(at));
        }
    }

    @Property
    void otherHoldsTheSmallestAndNeverASingleRow(
            @ForAll("spend") CurrencySpend spend, @ForAll("dimensions") Dimension by) {
        TopRows top = TopRows.of(by, spend);
        assertThat(top.others().size()).isNotEqualTo(1);
        assertThat(top.shown().size()).isLessThanOrEqualTo(10);
        for (Row other : top.others()) {
            assertThat(top.shown())
                    .allSatisfy(row -> assertThat(row.total().abs())
                            .isGreaterThanOrEqualTo(other.total().abs()));
        }
    }

    @Property
    void otherHoldsWhatChangedLeastWhereThatIsAskedFor(
            @ForAll("spend") CurrencySpend spend, @ForAll("dimensions") Dimension by) {
        TopRows top = TopRows.ofChanges(by, spend);
        assertThat(top.shown().size() + top.others().size() + top.last().size())
                .isEqualTo(spend.rows().size());
        for (Row other : top.others()) {
            assertThat(top.shown()).allSatisfy(row -> assertThat(change(row)).isGreaterThanOrEqualTo(change(other)));
        }
    }

    private static BigDecimal change(Row row) {
        return row.total().subtract(row.before()).abs();
    }

    @Provide
    Arbitrary<Dimension> dimensions() {
        return Arbitraries.of(ChargeFixture.DIMENSIONS);
    }

    @Provide
    Arbitrary<CurrencySpend> spend() {
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000"), new BigDecimal("1000000"))
                .ofScale(6);
        return Combinators.combine(amounts, amounts, amounts)
                .as((one, two, before) -> List.of(one, two, before))
                .list()
                .ofMaxSize(30)
                .map(TopRowsTest::spend);
    }

    private static CurrencySpend spend(List<List<BigDecimal>> amounts) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < amounts.size(); i++) {
            String key = i == 0 ? "" : String.valueOf(i - 1);
            List<BigDecimal> days = amounts.get(i).subList(0, 2);
            rows.add(new Row(
                    key, key, days.get(0).add(days.get(1)), days, amounts.get(i).get(2), List.of()));
        }
        List<BigDecimal> perPeriod = List.of(
                sum(rows.stream().map(row -> row.perPeriod().get(0))),
                sum(rows.stream().map(row -> row.perPeriod().get(1))));
        return new CurrencySpend(
                "USD",
                sum(rows.stream().map(Row::total)),
                perPeriod,
                sum(rows.stream().map(Row::before)),
                List.of(BigDecimal.ZERO, BigDecimal.ZERO),
                rows);
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
