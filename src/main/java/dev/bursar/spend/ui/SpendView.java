package dev.bursar.spend.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostService;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.ownership.OwnershipReasons;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.Breakdowns;
import dev.bursar.spend.CostExplorerDifferences;
import dev.bursar.spend.SavedViews;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.TableLayouts;
import dev.bursar.spend.TableLayouts.TableLayout;
import dev.bursar.spend.ui.SpendUrl.Period;
import dev.bursar.spend.ui.SpendUrl.View;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.SyncService;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.AddressReader;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterAddress;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Popup;
import dev.bursar.ui.Preset;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Travel;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What was spent, by whom and on what: whatever the address asks. Controls change the address, and it alone is loaded. */
@Route(SpendLinks.SPEND)
@PageTitle("Spend")
@Menu(order = 2, title = "Spend", icon = "chart-column-stacked")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class SpendView extends Div implements AfterNavigationObserver {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final CostService service;
    private final SpendService spend;
    private final OwnershipReasons reasons;
    private final CostExplorerDifferences differences;
    private final TableLayouts layouts;
    private final SavedViews views;
    private final Breakdowns breakdowns;
    private final SyncService sync;
    private final Scope scope;
    private final Workers workers;
    private final Clock clock;
    private final SpendNames names;
    private final PageWork work;

    private final PageHeader header = new PageHeader("Spend");
    private final PeriodControl period;
    private final Button saver;
    private final SpendExport file;
    private final ExportMenu export;
    private final FilterBar filters;
    private final DropDown<GroupChoice> by =
            new DropDown<>("Group by", GroupChoice.plain(Dimension.COMMON), GroupChoice::label, this::group);
    private final DropDown<Optional<Dimension>> thenBy = new DropDown<>(
            "Then by",
            orNone(Dimension.COMMON),
            chosen -> PlainText.cut(chosen.map(Dimension::label).orElse("None"), 60),
            chosen -> open(url().thenBy(chosen.orElse(null))));
    private final DropDown<CostMetric> cost = new DropDown<>(
            "Cost",
            List.of(CostMetric.EFFECTIVE, CostMetric.BILLED),
            CostMetric::label,
            chosen -> open(url().with(chosen)));
    private final Segmented<View> view =
            new Segmented<>("Granularity", List.of(View.values()), View::label, chosen -> open(url().with(chosen)));
    private List<Dimension> dimensions = Dimension.COMMON;
    private final DropDown<Optional<Comparison>> compare = new DropDown<>(
            "Compare with",
            Stream.concat(
                            Stream.of(Optional.<Comparison>empty()),
                            Arrays.stream(Comparison.values()).map(Optional::of))
                    .toList(),
            chosen -> chosen.map(Comparison::label).orElse("None"),
            chosen -> open(url().compare(chosen.orElse(null))));
    /** What is left out when its box is not checked. */
    private final Map<Exclusion, Toggle> parts = new EnumMap<>(Exclusion.class);

    private final Toggle spread = new Toggle("Spread monthly charges", wanted -> open(url().spread(wanted)));

    private final Div results = new Div();

    private Map<String, List<String>> asked = Map.of();
    private @Nullable SpendUrl shown;
    private LocalDate lastDay;
    private LocalDate firstDay = LocalDate.EPOCH;
    private boolean arrived;
    /** Whether the person came by the chart, which keeps the focus. */
    private boolean inChart;

    private TableArrangement arrangement = new TableArrangement(Set.of(), List.of(), (hidden, sorted) -> {});
    private final AddressNotice notice = new AddressNotice();

    SpendView(
            CostService service,
            SpendService spend,
            OwnershipReasons reasons,
            CostExplorerDifferences differences,
            TableLayouts layouts,
            SavedViews views,
            SpendExport file,
            ExportService exports,
            Breakdowns breakdowns,
            SyncService sync,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.spend = spend;
        this.reasons = reasons;
        this.differences = differences;
        this.layouts = layouts;
        this.views = views;
        this.breakdowns = breakdowns;
        this.sync = sync;
        this.scope = scope;
        this.workers = workers;
        this.clock = clock;
        saver = Popup.on(
                Buttons.opener(Icons.BOOKMARK, "Save view"),
                "Saved views",
                PopoverPosition.BOTTOM_END,
                popover -> new ViewsPanel(views, this::url, popover::close));
        saver.addClassName("views-button");
        this.file = file;
        export = new ExportMenu(exports);
        names = new SpendNames(service);
        work = new PageWork(this, workers).rebuilt(this::reload);
        lastDay = today();
        period = new PeriodControl(
                        () -> lastDay, days -> open(url().with(new Period.Days(days.getStart(), days.getEnd()))))
                .onPreset(label -> Preset.labelled(label).ifPresent(preset -> open(url().at(preset))));
        for (Exclusion part : Exclusion.values()) {
            parts.put(part, new Toggle(part.label(), wanted -> open(url().without(part, !wanted))));
        }
        filters = new FilterBar(names.dimensions(dimensions), this::filtered)
                .controls(by, thenBy, cost, compare, view)
                .toggles(Stream.concat(parts.values().stream(), Stream.of(spread))
                        .toList());
        addClassNames("page", "dense", "spend");
        results.addClassName("results");
        add(
                header.actions(period, saver, export),
                new SectionTabs(TabSection.SPEND, SpendLinks.SPEND),
                filters,
                results);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getLocation().getQueryParameters().getParameters();
        if (!arrived) {
            arrived = true;
            arrange();
            offer(dimensions());
            if (Travel.joins(event)) {
                begin();
            }
        }
        reload();
    }

    /**
     * Whoever comes to the plain page gets the view that they want to begin with, with what they took along from another page; a later
     * click on the menu the plain one.
     */
    private void begin() {
        String first;
        try {
            first = views.firstAddress().orElse("");
        } catch (RuntimeException e) {
            return; // the page itself will say what is wrong
        }
        Travel along = getUI().map(Travel::in).orElse(Travel.NOTHING).seenBy(scope.visibility());
        Map<String, List<String>> own = QueryParameters.fromString(first).getParameters();
        asked = along.equals(Travel.NOTHING)
                ? own
                : SpendUrl.read(own, lastDay).url().with(along).parameters();
        if (!asked.isEmpty()) {
            getUI().ifPresent(ui -> ui.getPage()
                    .getHistory()
                    .replaceState(null, new Location(SpendLinks.SPEND, new QueryParameters(asked))));
        }
    }

    private List<Dimension> dimensions() {
        try {
            return service.dimensions();
        } catch (RuntimeException e) {
            Reference.of(e); // logged; the page is whole without what only exports know
            return Dimension.COMMON;
        }
    }

    private void offer(List<Dimension> offered) {
        dimensions = offered;
        by.setItems(GroupChoice.all(offered, breakdowns, scope));
        thenBy.setItems(orNone(offered));
        filters.dimensions(names.dimensions(offered));
    }

    /** An address may ask for a tag that no export has. */
    private void offerToo(SpendUrl url) {
        var all = new LinkedHashSet<>(dimensions);
        all.add(url.by());
        Optional.ofNullable(url.thenBy()).ifPresent(all::add);
        url.filters().forEach(filter -> all.add(filter.dimension()));
        if (all.size() > dimensions.size()) {
            offer(List.copyOf(all));
        }
    }

    private static List<Optional<Dimension>> orNone(List<Dimension> dimensions) {
        return Stream.concat(
                        Stream.of(Optional.<Dimension>empty()),
                        dimensions.stream().map(Optional::of))
                .toList();
    }

    private void arrange() {
        try {
            TableLayout mine = layouts.mine();
            arrangement = new TableArrangement(mine.hidden(), mine.sorted(), this::keepLayout);
        } catch (RuntimeException e) {
            Reference.of(e); // logged; the plain table is as good
        }
    }

    private void keepLayout(Set<String> hidden, List<String> sorted) {
        UserAction.of(() -> layouts.keep(new TableLayout(hidden, sorted))).run();
        rewrite(url().sorted(arrangement.sorted()));
    }

    private void reload() {
        Optional<DayRange> extent;
        try {
            extent = service.extent();
        } catch (RuntimeException e) {
            forgetData();
            replace(SpendStates.failed(e, clock.instant(), this::reload));
            return;
        }
        if (extent.isEmpty()) {
            if (nothingOfTheirs()) {
                forgetData();
                replace(FirstUse.nothingOfYours(scope.visibility()));
            } else {
                firstUse();
            }
            return;
        }
        LocalDate today = today();
        LocalDate last = extent.get().to().minusDays(1);
        // days after the last read are not offered, unless the whole month has not been read yet
        firstDay = extent.get().from();
        lastDay = last.isAfter(today) || last.isBefore(today.withDayOfMonth(1)) ? today : last;
        SpendUrl.Read read = SpendUrl.read(asked, lastDay);
        shown = read.url();
        notice.tell(read.ignored());
        getUI().ifPresent(ui -> read.url().travel().seenBy(scope.visibility()).keepIn(ui));
        showControls(read.url());
        load();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private SpendUrl url() {
        return shown == null ? SpendUrl.DEFAULT : shown;
    }

    private void group(GroupChoice chosen) {
        switch (chosen) {
            case GroupChoice.Plain(Dimension dimension) -> open(url().with(dimension));
            case GroupChoice.Read(Breakdown breakdown) ->
                getUI().ifPresent(ui -> ui.navigate(
                        SpendLinks.BREAKDOWN,
                        QueryParameters.simple(Map.of(
                                "id", String.valueOf(breakdown.id()),
                                "month",
                                        YearMonth.from(url().days(lastDay).getEndInclusive())
                                                .toString()))));
            case GroupChoice.Add add -> getUI().ifPresent(ui -> ui.navigate(SpendLinks.BREAKDOWN));
        }
    }

    private void open(SpendUrl url) {
        getUI().ifPresent(ui -> ui.navigate(SpendView.class, new QueryParameters(url.parameters())));
    }

    /** Keeps a choice in the address, without asking anew for what is there. */
    private void rewrite(SpendUrl other) {
        if (!other.equals(shown)) {
            shown = other;
            asked = other.parameters();
            getUI().ifPresent(ui -> ui.getPage()
                    .getHistory()
                    .replaceState(null, new Location(SpendLinks.SPEND, new QueryParameters(asked))));
        }
    }

    private void showControls(SpendUrl url) {
        LocalDateRange days = url.days(lastDay);
        names.within(new DayRange(days.getStart(), days.getEnd()));
        period.value(days);
        offerToo(url);
        by.setValue(new GroupChoice.Plain(url.by()));
        thenBy.setItemEnabledProvider(choice -> choice.filter(url.by()::equals).isEmpty());
        thenBy.setValue(Optional.ofNullable(url.thenBy()));
        cost.setValue(url.cost());
        compare.setValue(Optional.ofNullable(url.compare()));
        parts.forEach((part, box) -> box.setValue(!url.without().contains(part)));
        view.value(url.view());
        spread.setValue(url.spread());
        spread.setEnabled(url.isDaily(lastDay)); // a month's sum has nothing to spread
        filters.filters(url.filters().stream().map(SpendView::chip).toList());
        filters.setVisible(true);
        period.setVisible(true);
        saver.setVisible(true);
        export.setVisible(true);
        export.withhold();
    }

    private static Filter chip(CostFilter filter) {
        return new Filter(
                filter.dimension().word(),
                Filter.Operator.valueOf(filter.operator().name()),
                filter.values());
    }

    private void filtered(List<Filter> chips) {
        var wanted = new ArrayList<CostFilter>();
        for (Filter chip : chips) {
            Operator operator = Operator.valueOf(chip.operator().name());
            Optional<String> wrong = wanted.size() == AddressReader.MOST_FILTERS
                    ? Optional.of("a view has at most " + AddressReader.MOST_FILTERS + " filters")
                    : FilterAddress.wrong(chip.operator(), chip.values());
            if (wrong.isPresent()) {
                Notices.warning("The filter was not applied: " + wrong.get() + ".");
                showControls(url());
                return;
            }
            wanted.add(new CostFilter(Dimension.ofWord(chip.dimension()).orElseThrow(), operator, chip.values()));
        }
        open(url().with(wanted));
    }

    private void load() {
        SpendUrl url = url();
        CostQuery question = comparable(url.question(lastDay));
        LocalDateRange days = url.days(lastDay);
        header.facts(new FactLine(dev.bursar.ui.Formats.range(days), url.cost().label()));
        leaving(Skeleton.chartAndTable(SpendText.loading(url, days), 6));
        LocalDate last = lastDay;
        work.ask(
                () -> SpendLoad.load(service, spend, question, last, today()),
                outcome -> show(url, question, outcome),
                problem -> replace(SpendStates.failed(problem, clock.instant(), this::reload)));
    }

    /** Without a comparison where not all of the days before were read: no data is not zero. */
    private CostQuery comparable(CostQuery question) {
        DayRange before = question.before();
        if (before == null || !before.from().isBefore(firstDay)) {
            return question;
        }
        Notices.warning("No comparison with " + SpendText.compared(before) + ": there is no data before "
                + dev.bursar.ui.Formats.date(firstDay) + ".");
        return question.alone();
    }

    /** Keeps what is shown until the answer is there or 300 ms have passed, so that fast answers don't flicker. */
    private void leaving(Skeleton skeleton) {
        results.getChildren()
                .filter(old -> old.getElement().getClassList().contains("skeleton"))
                .toList()
                .forEach(results::remove);
        results.getChildren().forEach(old -> old.getElement().getClassList().add("leaving"));
        results.getElement().setAttribute("aria-busy", "true");
        results.add(skeleton);
    }

    private void replace(com.vaadin.flow.component.Component... content) {
        results.removeAll();
        results.getElement().removeAttribute("aria-busy");
        results.add(content);
    }

    private void show(SpendUrl url, CostQuery question, SpendLoad.Outcome outcome) {
        switch (outcome) {
            case SpendLoad.Outcome.Found found -> found(url, question, found);
            case SpendLoad.Outcome.Nothing nothing ->
                replace(SpendStates.nothing(url, url.days(lastDay), nothing, filters, this::open));
        }
    }

    private void found(SpendUrl url, CostQuery question, SpendLoad.Outcome.Found found) {
        LocalDateRange days = url.days(lastDay);
        header.facts(SpendStates.facts(days, found.answer(), found.all()))
                .onPaper(SpendStates.paper(url, found.answer(), names));
        export.offer(file.offered(url, found.answer(), found.took()));
        boolean many = found.answer().currencies().size() > 1;
        arrangement.ask(url.look().sorted());
        rewrite(url.sorted(arrangement.sorted()));
        var blocks = new ArrayList<SpendBlock>();
        found.answer().currencies().stream()
                .map(spend -> new SpendBlock(url, days, found, spend, many, names, arrangement, actions(url, question)))
                .forEach(blocks::add);
        replace(blocks.toArray(SpendBlock[]::new));
        found.projection().map(ProjectionSection::of).ifPresent(results::add);
        if (inChart) {
            blocks.getFirst().focusChart();
        }
        inChart = false;
    }

    private SpendBlock.Actions actions(SpendUrl url, CostQuery question) {
        return new SpendBlock.Actions() {
            @Override
            public void lookInto(SpendUrl there) {
                inChart = true;
                open(there);
            }

            @Override
            public void draw(ChartData.Kind kind, boolean suiting) {
                results.getChildren()
                        .filter(SpendBlock.class::isInstance)
                        .map(SpendBlock.class::cast)
                        .forEach(block -> block.draw(kind));
                rewrite(url().drawn(suiting ? null : kind));
            }

            @Override
            public void why(SpendLine line) {
                Dimension by = line.within() != null && url.thenBy() != null ? url.thenBy() : url.by();
                new WhyPanel(
                                reasons,
                                workers,
                                by,
                                line,
                                question.alone().with(DrillDown.only(url, line).filters()),
                                scope.has(Role.ADMIN))
                        .open();
            }

            @Override
            public void compareWithCostExplorer(CurrencySpend spend) {
                new DifferencePanel(differences, workers, question.alone(), spend).open();
            }
        };
    }

    private void firstUse() {
        forgetData();
        header.facts("No data has been read from AWS yet");
        boolean seesSync = scope.has(Role.ADMIN) || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
        waitForData(
                Duration.ZERO,
                () -> service.extent().isPresent() || nothingOfTheirs()
                        ? new Awaited(true, FirstRead.NOT_STARTED)
                        : new Awaited(false, FirstRead.of(seesSync ? sync.jobs() : List.of())),
                seesSync,
                null);
    }

    /** Whether costs have been read, but none that a lead may see. */
    private boolean nothingOfTheirs() {
        return !service.seesEverything() && service.observedAt().isPresent();
    }

    /** Whether costs are there now, and how far the first read is. */
    private record Awaited(boolean there, FirstRead read) {}

    private void waitForData(Duration pause, Supplier<Awaited> look, boolean seesSync, @Nullable Awaited before) {
        work.askAfter(
                pause,
                look,
                read -> {
                    if (read.there()) {
                        reload();
                        return;
                    }
                    if (!read.equals(before)) {
                        replace(FirstUse.nothingRead(
                                scope.has(Role.ADMIN) ? Optional.of(SetupLinks.SET_UP) : Optional.empty(),
                                scope.has(Role.ADMIN) ? Optional.of(SpendLinks.IMPORTS) : Optional.empty(),
                                seesSync ? Optional.of(SyncLinks.SYNC) : Optional.empty(),
                                read.read().running(),
                                read.read().words(),
                                address -> getUI().ifPresent(ui -> ui.navigate(address))));
                    }
                    waitForData(LOOK_AGAIN, look, seesSync, read);
                },
                problem -> replace(SpendStates.failed(problem, clock.instant(), this::reload)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void forgetData() {
        work.forget();
        shown = null;
        period.setVisible(false);
        saver.setVisible(false);
        export.setVisible(false);
        filters.setVisible(false);
    }
}
