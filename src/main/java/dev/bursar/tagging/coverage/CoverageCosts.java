package dev.bursar.tagging.coverage;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.tagging.coverage.CurrencyCoverage.Apart;
import dev.bursar.tagging.coverage.CurrencyCoverage.Month;
import dev.bursar.tagging.coverage.CurrencyCoverage.Untagged;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;

/** Adds up coverage from answers of {@link CostService}, so that it is of what the person may see and equals what Spend shows. */
@Component
class CoverageCosts {
    private final CostService costs;
    private final AnyTags anyTags;

    CoverageCosts(CostService costs, AnyTags anyTags) {
        this.costs = costs;
        this.anyTags = anyTags;
    }

    TagCoverage of(DayRange days, String key, Dimension tag) {
        var untagged = new CostFilter(tag, Operator.IS, List.of(""));
        CostResult all = bySource(days, List.of());
        CostResult without = bySource(days, List.of(untagged));
        CostResult notStated = tag instanceof Dimension.Tag
                ? bySource(days, List.of(new CostFilter(tag, Operator.IS, List.of(Dimension.NOT_STATED))))
                : null;
        List<CostFilter> taggable = NotTaggable.taggable(all.currencies().stream()
                .flatMap(currency -> currency.rows().stream())
                .map(Row::key)
                .toList());
        List<CostFilter> filters =
                Stream.concat(Stream.of(untagged), taggable.stream()).toList();
        CostResult accounts = costs.ask(question(days, Dimension.ACCOUNT, null, filters));
        Map<String, CurrencyCoverage.AnyTag> any = anyTags.of(question(days, Dimension.ACCOUNT, null, taggable));
        List<CurrencyCoverage> currencies = all.currencies().stream()
                .map(spend -> {
                    String currency = spend.currency();
                    return new Sums(CurrencyUnit.of(currency), all.periods(), spend)
                            .of(
                                    rows(without, currency),
                                    notStated == null ? List.of() : rows(notStated, currency),
                                    rows(accounts, currency),
                                    java.util.Optional.ofNullable(any.get(currency)));
                })
                .toList();
        return new TagCoverage(days, key, tag, filters, currencies, all.finality(), all.observedAt());
    }

    private CostResult bySource(DayRange days, List<CostFilter> filters) {
        return costs.ask(question(days, Dimension.SERVICE, Dimension.RECORD_TYPE, filters));
    }

    private static CostQuery question(
            DayRange days,
            Dimension by,
            @org.jspecify.annotations.Nullable Dimension thenBy,
            List<CostFilter> filters) {
        return new CostQuery(
                days.from(), days.to(), Granularity.MONTHLY, CostMetric.EFFECTIVE, by, thenBy, Set.of(), null, filters);
    }

    private static List<Row> rows(CostResult answer, String currency) {
        return answer.currencies().stream()
                .filter(spend -> spend.currency().equals(currency))
                .map(CurrencySpend::rows)
                .findFirst()
                .orElse(List.of());
    }

    /** The sums of one currency. */
    private static final class Sums {
        private final CurrencyUnit currency;
        private final List<LocalDate> periods;
        private final CurrencySpend all;

        Sums(CurrencyUnit currency, List<LocalDate> periods, CurrencySpend all) {
            this.currency = currency;
            this.periods = periods;
            this.all = all;
        }

        CurrencyCoverage of(
                List<Row> untagged,
                List<Row> notStated,
                List<Row> accounts,
                java.util.Optional<CurrencyCoverage.AnyTag> any) {
            List<BigDecimal> canBe = taggable(all.rows());
            List<BigDecimal> without = taggable(untagged);
            List<BigDecimal> unknown = taggable(notStated);
            var months = new ArrayList<Month>();
            CoverageSums sums = sums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
            for (int at = 0; at < periods.size(); at++) {
                CoverageSums month = sums(
                        canBe.get(at).subtract(without.get(at)).subtract(unknown.get(at)),
                        without.get(at),
                        all.perPeriod().get(at).subtract(canBe.get(at)),
                        unknown.get(at));
                months.add(new Month(YearMonth.from(periods.get(at)), month));
                sums = new CoverageSums(
                        sums.tagged().plus(month.tagged()),
                        sums.untagged().plus(month.untagged()),
                        sums.notTaggable().plus(month.notTaggable()),
                        sums.notStated().plus(month.notStated()));
            }
            return new CurrencyCoverage(sums, months, largestFirst(accounts), services(untagged), apart(), any);
        }

        private CoverageSums sums(
                BigDecimal tagged, BigDecimal untagged, BigDecimal notTaggable, BigDecimal notStated) {
            return new CoverageSums(money(tagged), money(untagged), money(notTaggable), money(notStated));
        }

        /** The sums of each period of what can be tagged. */
        private List<BigDecimal> taggable(List<Row> rows) {
            var sums = new ArrayList<>(java.util.Collections.nCopies(periods.size(), BigDecimal.ZERO));
            for (Row row : rows) {
                for (Part part : row.parts()) {
                    if (NotTaggable.of(row.key(), part.key()).isEmpty()) {
                        for (int at = 0; at < sums.size(); at++) {
                            sums.set(at, sums.get(at).add(part.perPeriod().get(at)));
                        }
                    }
                }
            }
            return sums;
        }

        private List<Untagged> services(List<Row> rows) {
            return rows.stream()
                    .map(row -> new Untagged(
                            row.key(),
                            row.label(),
                            money(row.parts().stream()
                                    .filter(part -> NotTaggable.of(row.key(), part.key())
                                            .isEmpty())
                                    .map(Part::total)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))))
                    .filter(row -> !row.amount().isZero())
                    .sorted(LARGEST_FIRST)
                    .toList();
        }

        private List<Untagged> largestFirst(List<Row> rows) {
            return rows.stream()
                    .map(row -> new Untagged(row.key(), row.label(), money(row.total())))
                    .filter(row -> !row.amount().isZero())
                    .sorted(LARGEST_FIRST)
                    .toList();
        }

        private List<Apart> apart() {
            var sums = new EnumMap<NotTaggable, BigDecimal>(NotTaggable.class);
            all.rows()
                    .forEach(row -> row.parts()
                            .forEach(part -> NotTaggable.of(row.key(), part.key())
                                    .ifPresent(why -> sums.merge(why, part.total(), BigDecimal::add))));
            return sums.entrySet().stream()
                    .filter(sum -> sum.getValue().signum() != 0)
                    .map(sum -> new Apart(sum.getKey(), money(sum.getValue())))
                    .toList();
        }

        private BigMoney money(BigDecimal amount) {
            return BigMoney.of(currency, amount);
        }
    }

    private static final Comparator<Untagged> LARGEST_FIRST = Comparator.comparing(Untagged::amount)
            .reversed()
            .thenComparing(Untagged::label)
            .thenComparing(Untagged::key);
}
