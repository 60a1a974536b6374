package dev.bursar.overview;

import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.NoCosts;
import dev.bursar.list.Preset;
import dev.bursar.spend.Outlook;
import dev.bursar.spend.Pace;
import dev.bursar.spend.Projection;
import dev.bursar.spend.SpendService;
import dev.bursar.sync.FirstRead;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Asks the features for what the Overview shows; each answers with what the person may see. */
@Component
class OverviewLoad {
    private static final int MOVES = 3;
    private final CostService spend;
    private final SpendService months;
    private final ObjectProvider<BudgetService> budgets;
    private final NeedsLoad needs;
    private final Statements statements;
    private final StartCard start;
    private final RiseBounds rises;
    private final Clock clock;

    OverviewLoad(
            CostService spend,
            SpendService months,
            ObjectProvider<BudgetService> budgets,
            NeedsLoad needs,
            Statements statements,
            StartCard start,
            RiseBounds rises,
            Clock clock) {
        this.spend = spend;
        this.months = months;
        this.budgets = budgets;
        this.needs = needs;
        this.statements = statements;
        this.start = start;
        this.rises = rises;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** Nothing has been read; {@code read} says how far the first read is, to those who may see it. */
        record FirstUse(FirstRead read, Optional<StartCard.SetUp> setUp) implements Outcome {}

        /** Costs have been read, but none of the person's teams. */
        record NothingOfTheirs() implements Outcome {}

        /** No costs in these days, and why; which are read only for who sees everything. */
        record Nothing(LocalDateRange days, LocalDate lastDay, NoCosts why, Optional<LocalDateRange> read)
                implements Outcome {}

        record Found(Overview overview) implements Outcome {}
    }

    Outcome load(OverviewUrl url) {
        Optional<DayRange> extent = spend.extent();
        if (extent.isEmpty()) {
            return !spend.seesEverything() && spend.observedAt().isPresent()
                    ? new Outcome.NothingOfTheirs()
                    : new Outcome.FirstUse(needs.firstRead(), start.ask());
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        LocalDate lastDay = lastDay(extent.get(), today);
        LocalDateRange days = url.days(lastDay);
        LocalDateRange before = url.before(days);
        // days that are stored in part are no comparison
        boolean comparable = !extent.get().from().isAfter(before.getStart());
        CostResult now = months.marked(ask(days, url.cost(), comparable ? range(before) : null));
        if (now.currencies().isEmpty()) {
            Optional<LocalDateRange> read = spend.read();
            YearMonth month = YearMonth.from(days.getStart());
            return new Outcome.Nothing(
                    days, lastDay, NoCosts.of(month, read, today), read.filter(any -> spend.seesEverything()));
        }
        List<CostMove> moves = comparable ? spend.moves(now, extent.get(), MOVES) : List.of();
        boolean current = YearMonth.from(days.getStart()).equals(YearMonth.from(today));
        // days that are not read yet would count as days without costs
        LocalDate next = lastDay.plusDays(1);
        List<Projection> projections =
                current ? months.projections(next.isAfter(today) ? today : next, url.cost()) : List.of();
        Optional<Pace> pace = current ? months.pace(now, days.getEnd().minusDays(1), today) : Optional.empty();
        // until costs of this month arrive, the last one stands here with what waits now
        boolean latest = YearMonth.from(days.getStart()).equals(YearMonth.from(lastDay));
        List<BudgetRow> present = latest
                ? budgets.stream()
                        .flatMap(service -> service.present().stream())
                        .toList()
                : List.of();
        List<Outlook> outlook = latest ? months.outlook(quarterAndNext(today), url.cost(), today) : List.of();
        List<Month> months = now.currencies().stream()
                .map(one -> Month.of(
                        days,
                        comparable ? Optional.of(before) : Optional.empty(),
                        now.periods(),
                        one,
                        moves,
                        projections.stream()
                                .filter(projection -> projection.currency().equals(one.currency()))
                                .findFirst(),
                        pace,
                        current ? present : List.of()))
                .toList();
        boolean everything = spend.seesEverything();
        Instant at = clock.instant();
        NeedsLoad.Found looked = needs.with(present);
        var found = new ArrayList<Need>(looked.needs());
        var lookedAt = new ArrayList<String>();
        if (comparable) {
            lookedAt.add("spend against " + Formats.shortRange(before));
            months.forEach(month -> found.addAll(Needs.ofRises(month, url.cost(), url.compare(), rises)));
        }
        lookedAt.addAll(looked.lookedAt());
        Needs.ofAge(spend.observedAt(), at, needs.seesSync()).ifPresent(found::add);
        if (everything) {
            months.forEach(month -> Needs.ofUnallocated(month, url.cost()).ifPresent(found::add));
        }
        Needs.ofEstimates(days, now.finality().estimated(), today).ifPresent(found::add);
        return new Outcome.Found(new Overview(
                url.cost(),
                url.compare(),
                days,
                lastDay,
                extent.get().from(),
                current,
                everything,
                now.finality(),
                now.observedAt(),
                spend.accounts(range(days), range(before)),
                months,
                found,
                lookedAt,
                statements.lines(everything),
                outlook,
                start.ask()));
    }

    /** The quarter, and the month after this one where that lies in the next. */
    private static LocalDateRange quarterAndNext(LocalDate day) {
        LocalDate first = Preset.THIS_QUARTER.days(day).getStart();
        LocalDate end = first.plusMonths(3);
        LocalDate next = day.withDayOfMonth(1).plusMonths(2);
        return LocalDateRange.of(first, next.isAfter(end) ? next : end);
    }

    /** The last whole day with costs: what is read of today is no day to compare. */
    private static LocalDate lastDay(DayRange extent, LocalDate today) {
        LocalDate last = extent.to().minusDays(1);
        LocalDate yesterday = today.minusDays(1);
        return last.isAfter(yesterday) && !extent.from().isAfter(yesterday) ? yesterday : last;
    }

    private CostResult ask(LocalDateRange days, CostMetric cost, @Nullable DayRange before) {
        return spend.ask(new CostQuery(
                days.getStart(),
                days.getEnd(),
                Granularity.DAILY,
                cost,
                Dimension.TEAM,
                null,
                Set.of(),
                before,
                List.of()));
    }

    private static DayRange range(LocalDateRange days) {
        return new DayRange(days.getStart(), days.getEnd());
    }

    NeedsLoad needs() {
        return needs;
    }
}
