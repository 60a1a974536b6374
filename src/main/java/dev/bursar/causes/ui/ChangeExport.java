package dev.bursar.causes.ui;

import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ListExport;
import dev.bursar.list.ListState;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** The parts of a change as a file. */
@Component
class ChangeExport extends ListExport<ChangedPart> {
    private final ChangeService service;
    private final CostService costs;

    ChangeExport(ChangeService service, CostService costs, Clock clock) {
        super("changes-in-cost", "What changed", clock);
        this.service = service;
        this.costs = costs;
    }

    /** What is stored says its days, because a period moves on with time. */
    static String stored(ListState state, DayRange now, DayRange before) {
        return state.with(ChangeList.PERIOD, new dev.bursar.list.Period.Fixed(LocalDateRange.of(now.from(), now.to())))
                .with(ChangeList.BEFORE, java.util.Optional.of(LocalDateRange.of(before.from(), before.to())))
                .stored();
    }

    @Override
    protected void check(String stored) {
        costs.seesEverything();
    }

    @Override
    protected String heading(String stored) {
        DayRange now = ChangeList.now(ChangeList.ADDRESS.ofStored(stored), today());
        return "What changed, " + Formats.range(LocalDateRange.of(now.from(), now.to()));
    }

    @Override
    protected Found<ChangedPart> find(String stored) {
        ListState state = ChangeList.ADDRESS.ofStored(stored);
        Change change = service.change(ChangeList.question(state, today()));
        List<ChangedPart> parts = change.currencies().stream()
                .flatMap(of -> ChangesView.shown(state, of).stream())
                .toList();
        Map<String, Map<String, @Nullable Object>> totals = new TreeMap<>();
        for (OfCurrency of : change.currencies()) {
            Map<String, @Nullable Object> total = new HashMap<>();
            total.put("Currency", of.currency());
            List<ChangedPart> its = ChangesView.shown(state, of);
            total.put("Before", ChangesView.sum(its, ChangedPart::before));
            total.put("Now", ChangesView.sum(its, ChangedPart::now));
            total.put("Change", ChangesView.sum(its, ChangedPart::change));
            for (var one : dev.bursar.causes.ChangeClass.values()) {
                total.put(CauseText.name(one), ChangesView.sum(its, part -> part.amount(one)));
            }
            totals.put(of.currency(), total);
        }
        return new Found<>(
                ChangeTable.cells(change),
                facts(change),
                parts.size(),
                part -> part.key().currency(),
                each -> parts.forEach(each),
                totals);
    }

    private List<String> facts(Change change) {
        DayRange now = change.question().now();
        DayRange before = change.question().before();
        String lengths = change.lengths().differ()
                ? " (" + Formats.count(change.lengths().now(), "day", "days") + " with "
                        + Formats.count(change.lengths().before()) + ")"
                : "";
        return List.of(
                change.question().cost().label() + " of " + Formats.range(LocalDateRange.of(now.from(), now.to()))
                        + " compared with " + Formats.range(LocalDateRange.of(before.from(), before.to())) + lengths,
                exported());
    }
}
