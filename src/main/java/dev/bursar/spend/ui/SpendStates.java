package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.Dimension;
import dev.bursar.list.Filter;
import dev.bursar.list.Preset;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.Term;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What the Spend page shows instead of figures, and the facts above them. */
final class SpendStates {
    private SpendStates() {}

    /** {@code 1–23 Nov 2026 · EffectiveCost · USD · 21–23 Nov estimated}. */
    static FactLine facts(LocalDateRange days, LocalDate first, CostResult answer, boolean all) {
        var line = new FactLine(
                Formats.range(days),
                answer.question().cost().label(),
                answer.currencies().stream().map(CurrencySpend::currency).collect(Collectors.joining(" and ")));
        SpendText.without(answer.question().without()).ifPresent(line::fact);
        if (answer.question().spread()) {
            line.fact(Term.MONTHLY_CHARGES_SPREAD.label());
        }
        SpendText.exported(days, answer.exported()).ifPresent(words -> {
            if (all) {
                line.link(
                        words,
                        SpendLinks.reconciliation(
                                YearMonth.from(answer.exported().getLast().getStart())));
            } else {
                line.fact(words);
            }
        });
        if (first.isAfter(days.getStart())) {
            line.fact("costs begin on " + Formats.date(first));
        }
        return line.finality(answer.finality().estimated(), answer.finality().restated());
    }

    /** What controls and menu say on the screen. */
    static List<String> paper(SpendUrl url, CostResult answer, SpendNames names) {
        var lines = new ArrayList<String>();
        var before = answer.question().before();
        Dimension then = url.thenBy();
        lines.add(SpendText.by(names.named(url.by()), then == null ? null : names.named(then)) + ", "
                + url.view().label().toLowerCase(java.util.Locale.ROOT)
                + (before == null ? "" : ", compared with " + SpendText.compared(before)));
        SpendText.filters(url.filters(), names).ifPresent(lines::add);
        SpendText.spread(answer.question()).ifPresent(lines::add);
        answer.observedAt().ifPresent(at -> lines.add("Data as of " + Formats.momentWithYear(at)));
        return lines;
    }

    static Component failed(RuntimeException problem, Instant at, Runnable again) {
        return FailedState.of(
                problem, "Spend could not be loaded", "Nothing was lost, and your filters are kept.", at, again);
    }

    static Component nothing(
            SpendUrl url,
            LocalDateRange days,
            SpendLoad.Outcome.Nothing nothing,
            FilterBar bar,
            SpendNames names,
            Consumer<SpendUrl> open) {
        String period = Formats.range(days);
        if (nothing.leftOut()) {
            return EmptyState.noMatch(
                            "All spend is excluded",
                            "There is spend in " + period + ", but this view excludes all of it ("
                                    + SpendText.without(url.without()).orElse("without") + ").")
                    .actions(Buttons.primary("Include all charges", click -> open.accept(url.whole())));
        }
        if (url.filters().isEmpty() || !nothing.any() && !nothing.why().isKnown()) {
            return NoCostsText.state(nothing.why(), days, nothing.read()).actions(lastMonth(url, open));
        }
        if (!nothing.any()) {
            return EmptyState.noMatch(
                            "No spend matches these filters", "There is no spend in " + period + " even without them.")
                    .actions(
                            lastMonth(url, open),
                            Buttons.neutral("Clear filters", click -> open.accept(url.with(List.of()))));
        }
        List<CostFilter> guilty = nothing.guilty();
        List<String> named = guilty.stream()
                .limit(2)
                .map(filter -> "\u201C" + words(bar, url, filter) + "\u201D")
                .toList();
        String body = switch (named.size()) {
            case 0 -> "There is spend in " + period + ", but none matches all of these filters.";
            case 1 ->
                (url.filters().size() == 1 ? "There is spend" : "The other filters match spend") + " in " + period
                        + ", but none of it matches " + named.getFirst() + ".";
            default ->
                "There is spend in " + period + " without " + named.getFirst() + " or without " + named.getLast()
                        + ", but not with both.";
        };
        Optional<String> notKnown = nothing.tag().flatMap(facts -> TagText.leftOut(facts, names.teamTag()));
        var state = EmptyState.noMatch(
                        notKnown.isPresent()
                                ? "No known spend matches these filters"
                                : "No spend matches these filters",
                        notKnown.orElse(body))
                .actions(Buttons.primary("Clear filters", click -> open.accept(url.with(List.of()))));
        if (url.filters().size() > 1) {
            guilty.stream()
                    .limit(2)
                    .forEach(filter -> state.actions(Buttons.neutral(
                            "Remove \u201C" + words(bar, url, filter) + "\u201D",
                            click -> open.accept(url.with(url.filters().stream()
                                    .filter(other -> !other.equals(filter))
                                    .toList())))));
        }
        return state;
    }

    private static com.vaadin.flow.component.button.Button lastMonth(SpendUrl url, Consumer<SpendUrl> open) {
        return Buttons.primary(
                "Show last month", click -> open.accept(url.with(new SpendUrl.Period.Named(Preset.LAST_MONTH))));
    }

    /** {@code Service contains Train}: stands within quotes. */
    private static String words(FilterBar bar, SpendUrl url, CostFilter filter) {
        List<Filter> chips = bar.filters();
        int at = url.filters().indexOf(filter);
        String words = at < chips.size()
                ? bar.words(chips.get(at))
                : filter.dimension().label();
        return filter.operator() == CostFilter.Operator.CONTAINS
                ? words.replace("\u201C", "").replace("\u201D", "")
                : words;
    }
}
