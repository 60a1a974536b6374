package dev.bursar.causes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.kept.ChangeEvents;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.charges.Choice;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.NoCosts;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.sync.control.Readings;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Lookup;
import dev.bursar.ui.FilterDimension.Value;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Why a cost changed: the change in classes that add up to it, and its parts with their causes. The address says what is shown. */
@Route(CauseLinks.CHANGES)
@PageTitle("What changed")
@Menu(order = 1.05, title = "What changed")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ChangesView extends ListPage<ChangesView.Loaded> {
    private final ChangeService service;
    private final CostService costs;
    private final ChangeExport export;
    private final Scope scope;
    private final Readings readings;
    private final ChangeEvents events;

    private final PageHeader header = new PageHeader("What changed");
    private final ExportMenu exports;
    private final ChangeChoices choices;
    private final PeriodControl period;
    private final DropDown<Comparison> compare;
    private final DropDown<CostMetric> cost;

    private volatile LocalDate lastDay;

    /**
     * @param days with costs that the person may see; empty while there are none
     * @param change null without days
     * @param dimensions that costs have
     * @param othersOnly whether costs have been read, but none that the person may see
     * @param read the days whose costs are read, whoever's they are
     * @param finality of the days asked about
     * @param none how far the first read is; null where costs have been read
     */
    record Loaded(
            Optional<DayRange> days,
            @Nullable Change change,
            List<Dimension> dimensions,
            boolean othersOnly,
            NoCosts why,
            Optional<LocalDateRange> read,
            Finality finality,
            @Nullable NoCostsYet none) {}

    ChangesView(
            ChangeService service,
            ChangeEvents events,
            CostService costs,
            ChangeExport export,
            ExportService exportService,
            Scope scope,
            Readings readings,
            Workers workers,
            Clock clock) {
        super(ChangeList.ADDRESS, Skeleton.table("Working out what changed", 8, true), workers, clock);
        this.service = service;
        this.costs = costs;
        this.export = export;
        this.scope = scope;
        this.readings = readings;
        this.events = events;
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        choices = new ChangeChoices(costs);
        lastDay = today();
        period = new PeriodControl(() -> lastDay, days -> open(at(new Period.Fixed(days))))
                .onPreset(label -> Preset.labelled(label).ifPresent(preset -> open(at(Period.of(preset)))));
        compare = new DropDown<>(
                "Compare with",
                List.of(Comparison.values()),
                Comparison::label,
                one -> open(state().without(ChangeList.BEFORE).with(ChangeList.COMPARE, one)));
        cost = choice("Cost", ChangeList.COST, List.of(CostMetric.values()), CostMetric::label);
        compare.addClassName("wide");
        filters().controls(compare, cost);
        content().failure("The change could not be worked out", "Nothing was lost, and your filters are kept.");
        addClassNames("page", "dense", "changes");
        header.actions(period, exports);
        add(
                header,
                new SectionTabs(TabSection.SPEND, CauseLinks.CHANGES),
                withDetails(
                        ChangeList.PART,
                        this::part,
                        part -> new ChangePanel(
                                part.change(), part.part(), links(part.change(), workers, clock), this::close),
                        "Part not found",
                        "It didn\u2019t change on these days, or you don\u2019t have access to it.",
                        filters(),
                        content()));
    }

    private ListState at(Period chosen) {
        return state().without(ChangeList.BEFORE).with(ChangeList.PERIOD, chosen);
    }

    @Override
    protected Loaded load(ListState asked) {
        Optional<DayRange> days = costs.extent();
        if (days.isEmpty()) {
            boolean others = !costs.seesEverything() && costs.observedAt().isPresent();
            return new Loaded(
                    days,
                    null,
                    List.of(),
                    others,
                    NoCosts.NOT_READ,
                    Optional.empty(),
                    Finality.SETTLED,
                    others ? null : NoCostsYet.of(scope, readings));
        }
        LocalDate last = days.get().to().minusDays(1);
        ChangeQuestion question = ChangeList.question(asked, last);
        DayRange now = question.now();
        Optional<LocalDateRange> read = costs.read();
        NoCosts why = NoCosts.of(LocalDateRange.of(now.from(), now.to()), read, today());
        return new Loaded(
                days,
                why.isKnown() ? service.change(question) : Change.nothing(question),
                costs.dimensions(),
                false,
                why,
                read.filter(any -> costs.seesEverything()),
                costs.ask(question.costs().coarse()).finality(),
                null);
    }

    @Override
    protected Component shown(Loaded found) {
        Change shown = found.change();
        boolean any = shown != null && !shown.currencies().isEmpty();
        filters().setVisible(any || !state().filters().isEmpty());
        period.setVisible(shown != null);
        if (shown == null && found.othersOnly()) {
            header.facts("No costs belong to a team that you lead");
            return FirstUse.nothingOfYours(scope.visibility());
        }
        NoCostsYet none = found.none();
        if (shown == null || none != null) {
            header.facts("Costs haven\u2019t been read yet");
            return Objects.requireNonNull(none).state(this::go);
        }
        DayRange all = found.days().orElseThrow();
        lastDay = all.to().minusDays(1);
        DayRange now = shown.question().now();
        DayRange before = shown.question().before();
        period.value(LocalDateRange.of(now.from(), now.to()));
        choices.within(new DayRange(before.from(), now.to()));
        filters().dimensions(choices.of(found.dimensions()));
        compare.setValue(state().get(ChangeList.COMPARE));
        header.title(title());
        header.facts(facts(shown)
                .finality(found.finality().estimated(), found.finality().restated()));
        var days = LocalDateRange.of(now.from(), now.to());
        if (!found.why().isKnown()) {
            return NoCostsText.state(found.why(), days, found.read());
        }
        if (!any && !state().filters().isEmpty()) {
            return EmptyState.noMatch("No costs on these days", "No costs match the filters in either period.")
                    .actions(Buttons.primary("Clear filters", click -> open(state().filtered(List.of()))));
        }
        if (before.from().isBefore(all.from())) {
            return EmptyState.notKnown(
                    "There is nothing to compare with",
                    "Costs are known from " + Formats.date(all.from()) + " on, and not of "
                            + Formats.range(LocalDateRange.of(before.from(), before.to()))
                            + ". Choose later days.");
        }
        if (!any) {
            return NoCostsText.state(found.why(), days, found.read());
        }
        exports.offer(
                "Parts of the change",
                export,
                ChangeExport.stored(state(), now, before),
                shown.currencies().stream()
                        .mapToLong(of -> shown(state(), of).size())
                        .sum());
        Div stack = Styled.stack();
        UnreadEvents.of(List.of(shown)).note().ifPresent(stack::add);
        for (OfCurrency of : shown.currencies()) {
            stack.add(ChangeBar.of(
                    of,
                    now,
                    before,
                    shown.lengths(),
                    state().get(ChangeList.SHOW),
                    one -> state().with(ChangeList.SHOW, one).address()));
            stack.add(new ChangeTable(this, state(), shown, of, shown(state(), of)));
        }
        return stack;
    }

    /** The parts that have something in the chosen class; all where none is chosen. */
    static List<ChangedPart> shown(ListState state, OfCurrency of) {
        Optional<ChangeClass> only = state.get(ChangeList.SHOW);
        return of.parts().stream()
                .filter(part -> only.isEmpty() || part.amount(only.get()).signum() != 0)
                .toList();
    }

    static BigDecimal sum(List<ChangedPart> parts, Function<ChangedPart, BigDecimal> amount) {
        return parts.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String title() {
        return ChangeList.onlyTeam(state())
                .map(team -> "What changed, " + PlainText.cut(choices.label(Dimension.TEAM, team), 40))
                .orElse("What changed");
    }

    private static FactLine facts(Change change) {
        DayRange now = change.question().now();
        DayRange before = change.question().before();
        var facts = new FactLine(Formats.range(LocalDateRange.of(now.from(), now.to())) + " vs "
                        + Formats.shortRange(LocalDateRange.of(before.from(), before.to())))
                .fact(change.question().cost().label());
        if (change.events().accounts() > 0 && !change.events().unread().isEmpty()) {
            facts.fact("events: "
                    + AccountsText.fullyRead(
                            change.events().accounts(),
                            UnreadEvents.reasons(change.events().unread().values())));
        }
        return facts;
    }

    private EventLinks links(Change change, Workers workers, Clock clock) {
        return EventLinks.of(scope, events, change.question(), workers, clock);
    }

    private record Opened(Change change, ChangedPart part) {}

    private Optional<Opened> part(String id) {
        Change of = load(state()).change();
        return of == null
                ? Optional.empty()
                : of.currencies().stream()
                        .flatMap(currency -> currency.parts().stream())
                        .filter(part -> part.id().equals(id))
                        .findFirst()
                        .map(part -> new Opened(of, part));
    }

    /** What a change can be filtered by; the values of the days that are compared are asked for when somebody chooses one. */
    static final class ChangeChoices {
        private final CostService costs;
        private final Map<Dimension, List<Choice>> known = new HashMap<>();
        private @Nullable DayRange days;

        ChangeChoices(CostService costs) {
            this.costs = costs;
        }

        /** From now on offers what was spent on these days. */
        void within(DayRange other) {
            if (!other.equals(days)) {
                days = other;
                known.clear();
            }
        }

        List<FilterDimension> of(List<Dimension> dimensions) {
            return ChangeList.DIMENSIONS.stream()
                    .filter(dimensions::contains)
                    .map(dimension -> FilterDimension.of(
                            ChangeList.ADDRESS
                                    .dimensions()
                                    .find(dimension.word())
                                    .orElseThrow(),
                            lookup(dimension)))
                    .toList();
        }

        private Lookup lookup(Dimension dimension) {
            return new Lookup() {
                @Override
                public List<Value> find(String text, int offset, int limit) {
                    String part = text.toLowerCase(Locale.ROOT);
                    return choices(dimension).stream()
                            .filter(choice ->
                                    choice.label().toLowerCase(Locale.ROOT).contains(part)
                                            || choice.key().contains(part))
                            .skip(offset)
                            .limit(limit)
                            .map(choice -> new Value(choice.key(), choice.label()))
                            .toList();
                }

                @Override
                public String label(String key) {
                    return ChangeChoices.this.label(dimension, key);
                }
            };
        }

        /** Where the key doesn't say it itself. */
        String label(Dimension dimension, String key) {
            if (dimension != Dimension.TEAM && dimension != Dimension.ACCOUNT && dimension != Dimension.DEPARTMENT) {
                return key;
            }
            return choices(dimension).stream()
                    .filter(choice -> choice.key().equals(key))
                    .findFirst()
                    .map(Choice::label)
                    .orElse(dimension == Dimension.ACCOUNT ? key : "not found");
        }

        private List<Choice> choices(Dimension dimension) {
            DayRange within = days;
            return within == null
                    ? List.of()
                    : known.computeIfAbsent(dimension, any -> costs.choices(dimension, within.from(), within.to()));
        }
    }
}
