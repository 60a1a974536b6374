package dev.bursar.budgets.aws;

import dev.bursar.budgets.aws.AwsBudgetList.Refusal;
import dev.bursar.budgets.aws.AwsBudgetReader.Judged;
import dev.bursar.budgets.aws.AwsBudgetRow.Ours;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.aws.AwsBudgetStore.Reading;
import dev.bursar.budgets.aws.OurFigures.Figure;
import dev.bursar.budgets.aws.OurFigures.Question;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.NoCosts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    private final AwsBudgetReader reader;
    private final OurFigures figures;
    private final Clock clock;

    AwsBudgetService(AwsBudgetStore store, AwsBudgetReader reader, OurFigures figures, Clock clock) {
        this.store = store;
        this.reader = reader;
        this.figures = figures;
        this.clock = clock;
    }

    /** All of them; asks AWS nothing. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
    public AwsBudgetList all() {
        Reading reading = store.reading();
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        OurFigures.Asked asked = figures.asked();
        Optional<LocalDateRange> read = figures.read();
        List<AwsBudgetRow> rows = reader.judged(store.all()).stream()
                .map(judged -> row(judged, today, asked, read))
                .toList();
        return new AwsBudgetList(reading.readAt(), refusal(reading), rows);
    }

    private static @Nullable Refusal refusal(Reading reading) {
        Instant at = reading.refusedAt();
        String problem = reading.problem();
        String whatToDo = reading.whatToDo();
        return at == null || problem == null || whatToDo == null ? null : new Refusal(at, problem, whatToDo);
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
            case TeamMatch.Unmatched unmatched -> owner = new Owner.None(unmatched.reason());
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
}
