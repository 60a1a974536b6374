package dev.bursar.budgets.aws;

import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.aws.AwsBudgetReader.Judged;
import dev.bursar.budgets.aws.AwsBudgetRow.Ours;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.aws.OurFigures.Figure;
import dev.bursar.budgets.aws.OurFigures.Question;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.NoCosts;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** AWS's own budgets for those who see all costs: which team each watches, Bursar's figure beside AWS's, and what watches nothing. */
@Service
@Transactional(readOnly = true)
public class AwsBudgetService {
    private final AwsBudgetStore store;
    private final DailyReadings readings;
    private final AwsBudgetReader reader;
    private final OurFigures figures;
    private final Clock clock;

    AwsBudgetService(
            AwsBudgetStore store, DailyReadings readings, AwsBudgetReader reader, OurFigures figures, Clock clock) {
        this.store = store;
        this.readings = readings;
        this.reader = reader;
        this.figures = figures;
        this.clock = clock;
    }

    /** All of them; asks AWS nothing. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
    public AwsBudgetList all() {
        DailyReadings.State reading = readings.state(AwsBudgetStore.JOB);
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        OurFigures.Asked asked = figures.asked();
        Optional<LocalDateRange> read = figures.read();
        List<AwsBudgetRow> rows = reader.judged(store.all()).stream()
                .map(judged -> row(judged, today, asked, read))
                .toList();
        return new AwsBudgetList(reading.readAt(), reading.refusal(), rows);
    }

    private static AwsBudgetRow row(
            Judged judged, LocalDate today, OurFigures.Asked asked, Optional<LocalDateRange> read) {
        Optional<DayRange> days = BudgetDays.of(judged.budget(), today);
        Owner owner;
        Optional<Ours> ours = Optional.empty();
        switch (judged.match()) {
            case TeamMatch.Matched matched -> {
                owner = new Owner.Team(judged.team());
                ours = days.map(range -> ours(
                        judged.budget(),
                        matched,
                        range,
                        asked,
                        NoCosts.of(LocalDateRange.of(range.from(), range.to()), read, today)));
            }
            case TeamMatch.Unmatched unmatched -> owner = new Owner.None(unmatched.why());
        }
        return new AwsBudgetRow(judged.budget(), days, judged.basis().label(), owner, ours, judged.nothing());
    }

    private static Ours ours(
            AwsBudget budget, TeamMatch.Matched matched, DayRange days, OurFigures.Asked asked, NoCosts none) {
        Figure figure = asked.of(
                new Question(days, matched.basis().metric(), matched.basis().without()), matched.values());
        var amounts = new ArrayList<BigMoney>();
        figure.byCurrency().forEach((currency, amount) -> amounts.add(BigMoney.of(CurrencyUnit.of(currency), amount)));
        CurrencyUnit same = currency(budget);
        if (amounts.isEmpty() && none.isKnown()) {
            amounts.add(BigMoney.of(same, BigDecimal.ZERO));
        }
        // the one to compare with AWS's first
        amounts.sort(Comparator.comparing(
                        (BigMoney money) -> !money.getCurrencyUnit().equals(same))
                .thenComparing(money -> money.getCurrencyUnit().getCode()));
        return new Ours(amounts, none, matched.basis().metric(), figure.observedAt());
    }

    /** AWS's, where it is one. */
    private static CurrencyUnit currency(AwsBudget budget) {
        Amount amount = budget.spend().actual() == null
                ? budget.limits().limit()
                : budget.spend().actual();
        return CurrencyUnit.registeredCurrencies().stream()
                .filter(unit -> amount != null && unit.getCode().equals(amount.unit()))
                .findFirst()
                .orElse(CurrencyUnit.USD);
    }

    /** The days that AWS's figure of a budget is about. */
    public static final class BudgetDays {
        private BudgetDays() {}

        /**
         * The current period of its time unit; of one that has ended the last one, up to its end. Empty for a unit that nobody knows and for a
         * range that has no days.
         */
        public static Optional<DayRange> of(AwsBudget budget, LocalDate now) {
            Optional<LocalDate> ended = ended(budget, now);
            LocalDate today = ended.orElse(now);
            return period(budget, today)
                    .flatMap(days -> range(
                            days.from(),
                            ended.map(last -> last.plusDays(1))
                                    .filter(days.to()::isAfter)
                                    .orElse(days.to())));
        }

        /** Its last day, where that is over. */
        private static Optional<LocalDate> ended(AwsBudget budget, LocalDate today) {
            return Optional.ofNullable(budget.period().end())
                    .map(end -> day(end.minusNanos(1)))
                    .filter(last -> last.isBefore(today));
        }

        private static Optional<DayRange> period(AwsBudget budget, LocalDate today) {
            return switch (budget.period().timeUnit()) {
                case "DAILY" -> {
                    // AWS's figure is of the day on which it was calculated
                    LocalDate updated = budget.spend().updatedAt() == null
                            ? today
                            : day(budget.spend().updatedAt());
                    LocalDate last = today.isBefore(updated) ? today : updated;
                    yield range(last, last.plusDays(1));
                }
                case "MONTHLY" -> period(Cadence.MONTH, today);
                case "QUARTERLY" -> period(Cadence.QUARTER, today);
                case "ANNUALLY" -> period(Cadence.YEAR, today);
                case "CUSTOM" -> custom(budget.period().start(), budget.period().end());
                default -> Optional.empty();
            };
        }

        private static Optional<DayRange> period(Cadence cadence, LocalDate today) {
            var days = cadence.period(today, Month.JANUARY);
            return range(days.getStart(), days.getEnd());
        }

        private static Optional<DayRange> custom(@Nullable Instant start, @Nullable Instant end) {
            return start == null || end == null
                    ? Optional.empty()
                    : range(day(start), day(end.minusNanos(1)).plusDays(1));
        }

        private static LocalDate day(Instant moment) {
            return LocalDate.ofInstant(moment, ZoneOffset.UTC);
        }

        private static Optional<DayRange> range(LocalDate from, LocalDate to) {
            return from.isBefore(to) && !to.isAfter(from.plusYears(40))
                    ? Optional.of(new DayRange(from, to))
                    : Optional.empty();
        }
    }
}
