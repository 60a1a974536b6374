package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
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
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.CostService;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.list.Preset;
import dev.bursar.ownership.OwnershipReasons;
import dev.bursar.spend.Breakdowns;
import dev.bursar.spend.CostExplorerDifferences;
import dev.bursar.spend.SavedViews;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.TableLayouts;
import dev.bursar.spend.TableLayouts.TableLayout;
import dev.bursar.spend.mails.ViewMails;
import dev.bursar.spend.spi.CostMarks;
import dev.bursar.spend.ui.SpendUrl.Period;
import dev.bursar.sync.control.Readings;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Popup;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Travel;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What was spent, by whom and on what: whatever the address asks. Controls change the address, and it alone is loaded. */
@Route(SpendLinks.SPEND)
@PageTitle("Spend")
@Menu(order = 1, title = "Spend", icon = "chart-column-stacked")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class SpendView extends Div implements AfterNavigationObserver {
    /** So many days are looked at for what happened on them. */
    private static final int MOST_MARKED_DAYS = 62;

    private final CostService service;
    private final SpendService spend;
    private final OwnershipReasons reasons;
    private final CostExplorerDifferences differences;
    private final TableLayouts layouts;
    private final SavedViews views;
    private final Breakdowns breakdowns;
    private final List<CostMarks> marks;
    private final Readings readings;
    private final Scope scope;
    private final Workers workers;
    private final Clock clock;
    private final SpendNames names;
    private final PageWork work;
    private final PageWork marksWork;

    private final PageHeader header = new PageHeader("Spend");
    private final PeriodControl period;
    private final Button saver;
    private final SpendExport file;
    private final ExportMenu export;
    private final SpendControls controls;
    private final Div results = Styled.div("results");

    private Map<String, List<String>> asked = Map.of();
    private @Nullable SpendUrl shown;
    private LocalDate lastDay;
    private LocalDate firstDay = LocalDate.EPOCH;
    private boolean arrived;
    /** How final the figures are, in words. */
    private String facts = "";

    private @Nullable TagKeysPanel tagKeys;
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
            ViewMails mails,
            SpendExport file,
            ExportService exports,
            Breakdowns breakdowns,
            List<CostMarks> marks,
            Readings readings,
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
        this.marks = marks;
        this.readings = readings;
        this.scope = scope;
        this.workers = workers;
        this.clock = clock;
        saver = Popup.on(
                Buttons.opener(Icons.BOOKMARK, "Save view"),
                "Saved views",
                PopoverPosition.BOTTOM_END,
                popover -> new ViewsPanel(
                        views, this::url, new ViewMailSection(mails, this::mailed, popover::close), popover::close));
        saver.addClassName("views-button");
        this.file = file;
        export = new ExportMenu(exports);
        names = new SpendNames(service, spend);
        work = new PageWork(this, workers).rebuilt(this::reload);
        marksWork = new PageWork(this, workers);
        lastDay = Today.of(clock);
        period = new PeriodControl(
                        () -> lastDay, days -> open(url().with(new Period.Days(days.getStart(), days.getEnd()))))
                .ahead(() -> Coming.offered(lastDay))
                .onPreset(label -> Preset.labelled(label)
                        .map(preset -> url().at(preset))
                        .or(() -> Coming.labelled(label).map(coming -> url().with(new Period.Ahead(coming))))
                        .ifPresent(this::open));
        controls = new SpendControls(names, scope, this::url, this::open, this::group);
        addClassNames("page", "dense", "spend");
        add(
                header.actions(period, saver, export),
                new SectionTabs(TabSection.SPEND, SpendLinks.SPEND),
                controls.bar(),
                results);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getLocation().getQueryParameters().getParameters();
        if (tagKeys != null) {
            tagKeys.close(); // a key was chosen
            tagKeys = null;
        }
        if (!arrived) {
            arrived = true;
            arrange();
            controls.offer(dimensions());
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
            return spend.dimensions();
        } catch (RuntimeException e) {
            Reference.of(e); // logged; the page is whole without what only exports know
            return Dimension.COMMON;
        }
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
        LocalDate today = Today.of(clock);
        LocalDate last = extent.get().to().minusDays(1);
        // days after the last read are not offered, unless the whole month has not been read yet
        firstDay = extent.get().from();
        lastDay = last.isAfter(today) || last.isBefore(today.withDayOfMonth(1)) ? today : last;
        Preset usual = SpendAddress.usualMonth(extent, today).equals(YearMonth.from(today))
                ? Preset.THIS_MONTH
                : Preset.LAST_MONTH;
        SpendUrl.Read read = SpendAddress.of(asked, usual).read(lastDay);
        shown = SpendAddress.ofTeams(read.url(), names.teamTag());
        notice.tell(read.ignored());
        getUI().ifPresent(ui -> url().travel().seenBy(scope.visibility()).keepIn(ui));
        showControls(url());
        load();
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
            case GroupChoice.Tags tags -> {
                controls.show(url(), lastDay);
                var panel = new TagKeysPanel(new TagKeysList(spend, workers, url(), lastDay));
                tagKeys = panel;
                panel.open();
            }
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
        Optional.of(controls.lacking(url)).filter(all -> !all.isEmpty()).ifPresent(controls::offer);
        controls.show(url, lastDay);
        period.setVisible(true);
        saver.setVisible(true);
        export.setVisible(true);
        export.withhold();
    }

    private void load() {
        SpendUrl url = url();
        CostQuery question = url.isAhead() ? url.question(lastDay).alone() : comparable(url.question(lastDay));
        LocalDateRange days = url.days(lastDay);
        header.facts(new FactLine(dev.bursar.ui.Formats.range(days), url.cost().label()));
        leaving(Skeleton.chartAndTable(SpendText.loading(url, days), 6));
        LocalDate last = lastDay;
        LocalDate today = Today.of(clock);
        Optional<LocalDateRange> ahead = OutlookSection.months(url, last, today);
        work.ask(
                () -> url.isAhead()
                        ? SpendLoad.ahead(spend, question, today)
                        : SpendLoad.load(service, spend, question, url.view().barPeriod(days), ahead, last, today),
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

    private void replace(Component... content) {
        results.removeAll();
        results.getElement().removeAttribute("aria-busy");
        results.add(content);
    }

    private void show(SpendUrl url, CostQuery question, SpendLoad.Outcome outcome) {
        switch (outcome) {
            case SpendLoad.Outcome.Found found -> found(url, question, found);
            case SpendLoad.Outcome.Ahead ahead -> ahead(url, question, ahead);
            case SpendLoad.Outcome.Nothing nothing -> {
                replace(SpendStates.nothing(url, url.days(lastDay), nothing, controls.bar(), names, this::open));
                nothing.outlook().map(OutlookSection::of).ifPresent(results::add);
            }
        }
    }

    private void ahead(SpendUrl url, CostQuery question, SpendLoad.Outcome.Ahead ahead) {
        LocalDateRange months = url.days(lastDay);
        facts = "Expected, not spent";
        header.facts(AheadBlock.facts(months, question, ahead.outlooks()))
                .onPaper(SpendText.filters(url.filters(), names).stream().toList());
        if (ahead.outlooks().isEmpty()) {
            replace(AheadBlock.nothing(url, months, ahead.unknown(), names, this::open));
            return;
        }
        export.offer(file.offered(question));
        replace(ahead.outlooks().stream()
                .map(outlook -> new AheadBlock(outlook, months, SpendText.filters(url.filters(), names)))
                .toArray(AheadBlock[]::new));
    }

    private void found(SpendUrl url, CostQuery question, SpendLoad.Outcome.Found found) {
        LocalDateRange days = url.days(lastDay);
        facts = SpendText.finality(found.answer().finality());
        header.facts(SpendStates.facts(days, firstDay, found.answer(), found.all()))
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
        found.outlook().map(OutlookSection::of).ifPresent(results::add);
        happened(question, blocks);
        if (inChart) {
            blocks.getFirst().focusChart();
        }
        inChart = false;
    }

    /** It takes longer than the sums; without it the page is whole. */
    private void happened(CostQuery question, List<SpendBlock> blocks) {
        marksWork.forget();
        DayRange days = new DayRange(question.from(), question.to());
        DayRange before = question.before() == null ? Comparison.PREVIOUS.of(days) : question.before();
        if (!question.without().isEmpty()
                || before.from().isBefore(firstDay)
                || Comparison.length(days) > MOST_MARKED_DAYS) {
            return;
        }
        marksWork.ask(
                () -> marks.stream()
                        .flatMap(one -> one.of(days, before, question.cost(), question.filters()).stream())
                        .toList(),
                found -> blocks.forEach(block -> block.happened(found)),
                Reference::of);
    }

    /** What a mail would show; empty while there are no figures. */
    private Optional<ViewMailSection.Shown> mailed() {
        SpendUrl url = url();
        List<Component> parts = results.getChildren().toList();
        List<ViewMailText.Table> tables = parts.stream()
                .flatMap(part -> switch (part) {
                    case SpendBlock block -> Stream.of(block.figures());
                    case AheadBlock block -> Stream.of(block.figures());
                    default -> Stream.of();
                })
                .toList();
        return parts.stream()
                .flatMap(part -> switch (part) {
                    case SpendBlock block -> Stream.of(block.chart());
                    case AheadBlock block -> Stream.of(block.chart());
                    default -> Stream.<SpendChart>of();
                })
                .findFirst()
                .map(chart -> new ViewMailSection.Shown(
                        url, url.days(lastDay), SpendText.question(url, names), facts, tables, chart));
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
        new FirstCosts(
                        work,
                        scope,
                        readings,
                        () -> service.extent().isPresent() || nothingOfTheirs(),
                        this::reload,
                        this::replace,
                        problem -> replace(SpendStates.failed(problem, clock.instant(), this::reload)))
                .await();
    }

    /** Whether costs have been read, but none that a lead may see. */
    private boolean nothingOfTheirs() {
        return !service.seesEverything() && service.observedAt().isPresent();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
        marksWork.forget();
    }

    private void forgetData() {
        work.forget();
        shown = null;
        period.setVisible(false);
        saver.setVisible(false);
        export.setVisible(false);
        controls.bar().setVisible(false);
    }
}
