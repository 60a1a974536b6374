package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.CostService;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import dev.bursar.spend.BreakdownAnswer;
import dev.bursar.spend.Breakdowns;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.SpendService;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** A month's costs by a further tag key and one more dimension, beside Spend; what it can't answer it doesn't offer. */
@Route(SpendLinks.BREAKDOWN)
@PageTitle("Breakdowns")
@Menu(order = 1.1, title = "Breakdowns")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class BreakdownView extends Div implements AfterNavigationObserver {
    private final Breakdowns breakdowns;
    private final CostService costs;
    private final SpendService spend;
    private final Workers workers;
    private final BreakdownExport file;
    private final Scope scope;
    private final Clock clock;
    private final PageWork work;

    private final PageHeader header = new PageHeader("Breakdowns");
    private final PeriodControl period;
    private final ExportMenu export;
    private final Button turnOff;
    private final Button add;
    private final Div bar = new Div();
    private final Div results = Styled.div("results");

    private Optional<Breakdown> shown = Optional.empty();
    private YearMonth month;
    private List<CostFilter> filters = List.of();
    private List<GroupChoice> groups = List.of();

    BreakdownView(
            Breakdowns breakdowns,
            CostService costs,
            SpendService spend,
            BreakdownExport file,
            ExportService exports,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.breakdowns = breakdowns;
        this.file = file;
        this.costs = costs;
        this.spend = spend;
        this.workers = workers;
        this.scope = scope;
        this.clock = clock;
        work = new PageWork(this, workers).rebuilt(this::load);
        month = YearMonth.from(Today.of(clock));
        period = new PeriodControl(() -> Today.of(clock), days -> open(YearMonth.from(days.getStart()), filters))
                .monthsOnly();
        turnOff = Buttons.neutral("Turn off\u2026", click -> askTurnOff());
        add = Buttons.neutral(Icons.PLUS, "New breakdown\u2026", click -> add());
        export = new ExportMenu(exports);
        header.actions(period, export);
        if (scope.has(Role.ADMIN)) {
            header.actions(turnOff, add);
        }
        addClassNames("page", "dense", "spend", "breakdown");
        add(header, new SectionTabs(TabSection.SPEND, SpendLinks.BREAKDOWN), bar, results);
    }

    private void open(int id, YearMonth month, List<CostFilter> filters) {
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("id", List.of(String.valueOf(id)));
        parameters.put("month", List.of(month.toString()));
        parameters.putAll(SpendUrl.DEFAULT.with(filters).parameters());
        getUI().ifPresent(ui -> ui.navigate(BreakdownView.class, new QueryParameters(parameters)));
    }

    private void open(YearMonth other, List<CostFilter> wanted) {
        shown.ifPresent(breakdown -> open(breakdown.id(), other, wanted));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Map<String, List<String>> asked =
                new HashMap<>(event.getLocation().getQueryParameters().getParameters());
        String id = first(asked.remove("id")).orElse("");
        String wanted = first(asked.remove("month")).orElse("");
        SpendUrl.Read read = SpendUrl.read(asked, Today.of(clock));
        List<Breakdown> all;
        try {
            groups = GroupChoice.all(costs.dimensions(), breakdowns, scope);
            all = breakdowns.all();
            month = month(wanted);
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        shown = all.stream()
                .filter(breakdown -> String.valueOf(breakdown.id()).equals(id))
                .findFirst()
                .or(() -> id.isEmpty() ? all.stream().findFirst() : Optional.empty());
        filters = read.url().filters().stream()
                .filter(filter -> filter.dimension() == Dimension.TAG_VALUE
                        || shown.filter(one -> one.dimension() == filter.dimension())
                                .isPresent())
                .toList();
        if (!read.ignored().isEmpty() || filters.size() < read.url().filters().size()) {
            Notices.warning(
                    "Parts of the address were ignored. A breakdown supports a month, and filters on its own tag and"
                            + " dimension.");
        }
        load();
    }

    private static Optional<String> first(@Nullable List<String> values) {
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    private YearMonth month(String text) {
        YearMonth usual = SpendAddress.usualMonth(costs.extent(), Today.of(clock));
        try {
            YearMonth asked = YearMonth.parse(text);
            return asked.isAfter(YearMonth.from(Today.of(clock))) || asked.getYear() < 2000 ? usual : asked;
        } catch (DateTimeParseException e) {
            return usual;
        }
    }

    private void load() {
        turnOff.setVisible(shown.isPresent());
        add.setVisible(shown.isPresent());
        period.setVisible(shown.isPresent());
        export.setVisible(shown.isPresent());
        export.withhold();
        if (shown.isEmpty()) {
            header.title("Breakdowns").facts("Costs by additional cost allocation tags");
            bar.removeAll();
            var block = Styled.div(
                    "spend-block",
                    new Section("Tag keys, " + Formats.month(month)).flush().with(tagKeys()),
                    none());
            replace(block);
            return;
        }
        Breakdown breakdown = shown.get();
        LocalDate end = month.plusMonths(1).atDay(1);
        LocalDateRange days = LocalDateRange.of(
                month.atDay(1), end.isAfter(Today.of(clock)) ? Today.of(clock).plusDays(1) : end);
        period.value(days);
        header.title(PlainText.cut(breakdown.label(), 80))
                .facts(new FactLine(Formats.range(days), "EffectiveCost"))
                .breadcrumb(List.of(new RouterLink("Spend", SpendView.class)), "Breakdown");
        results.removeAll();
        results.add(Skeleton.chartAndTable("Adding up " + Formats.month(month), 6));
        work.ask(() -> breakdowns.ask(breakdown.id(), month, filters), this::show, this::failed);
    }

    /** The keys that the month can be grouped by without another breakdown. */
    private TagKeysList tagKeys() {
        var url = SpendUrl.DEFAULT.with(
                new SpendUrl.Period.Days(month.atDay(1), month.plusMonths(1).atDay(1)));
        return new TagKeysList(spend, workers, url, Today.of(clock));
    }

    private EmptyState none() {
        EmptyState state = BreakdownText.none(groups.stream().anyMatch(GroupChoice.Read.class::isInstance));
        return scope.has(Role.ADMIN) ? state.actions(Buttons.primary("New breakdown\u2026", click -> add())) : state;
    }

    private void show(Optional<BreakdownAnswer> found) {
        if (found.isEmpty()) {
            shown = Optional.empty();
            load();
            return;
        }
        BreakdownAnswer answered = found.get();
        Breakdown breakdown = answered.breakdown();
        CostResult answer = answered.answer();
        LocalDateRange days =
                LocalDateRange.of(answer.question().from(), answer.question().to());
        showBar(answered);
        if (answered.tagValues().isEmpty()) {
            replace(EmptyState.notRead(
                    breakdown.readAt().isEmpty() ? "Not read yet" : "No data for " + Formats.month(month),
                    breakdown.readAt().isEmpty()
                            ? "Bursar reads it the next time its job runs. An admin can run the job now on the Sync"
                                    + " page."
                            : "Breakdowns start 13 months before the day they are turned on."));
            return;
        }
        if (answer.currencies().isEmpty()) {
            replace(EmptyState.noMatch(
                            "No spend matches these filters",
                            "There is spend in " + Formats.month(month) + ", but none matches all filters.")
                    .actions(Buttons.primary("Clear filters", click -> open(month, List.of()))));
            return;
        }
        var facts = new FactLine(
                Formats.range(days),
                "EffectiveCost",
                answer.currencies().stream().map(CurrencySpend::currency).collect(Collectors.joining(" and ")));
        breakdown.readAt().ifPresent(at -> facts.fact("read " + Formats.moment(at)));
        facts.finality(answer.finality().estimated(), answer.finality().restated());
        header.facts(facts).breadcrumb(List.of(new RouterLink("Spend", SpendView.class)), "Breakdown");
        header.onPaper(BreakdownText.filters(answered, filters).stream().toList());
        export.offer(file.offered(answered, month));
        boolean many = answer.currencies().size() > 1;
        var blocks = new ArrayList<Component>();
        for (CurrencySpend one : answer.currencies()) {
            blocks.add(new BreakdownBlock(answered, one, days, many, spend));
        }
        replace(blocks.toArray(Component[]::new));
    }

    private void showBar(BreakdownAnswer answered) {
        Breakdown breakdown = answered.breakdown();
        DropDown<GroupChoice> by = new DropDown<>("Group by", groups, GroupChoice::label, this::group);
        groups.stream()
                .filter(choice -> choice instanceof GroupChoice.Read(Breakdown read) && read.id() == breakdown.id())
                .findFirst()
                .ifPresent(by::setValue);
        var filterBar = new FilterBar(
                        List.of(
                                dimension(Dimension.TAG_VALUE, breakdown.tagKey(), answered.tagValues()),
                                dimension(
                                        breakdown.dimension(),
                                        breakdown.dimension().label(),
                                        answered.values())),
                        this::filtered)
                .controls(by);
        filterBar.filters(filters.stream()
                .map(filter -> new Filter(
                        filter.dimension().word(),
                        Filter.Operator.valueOf(filter.operator().name()),
                        filter.values()))
                .toList());
        bar.removeAll();
        bar.add(filterBar);
    }

    private static FilterDimension dimension(Dimension dimension, String label, List<Choice> choices) {
        var labels = new LinkedHashMap<String, String>();
        choices.forEach(choice -> labels.put(choice.key(), choice.label()));
        return new FilterDimension(dimension.word(), label, FilterDimension.Lookup.of(labels));
    }

    private void filtered(List<Filter> chips) {
        var wanted = new ArrayList<CostFilter>();
        for (Filter chip : chips) {
            Operator operator = Operator.valueOf(chip.operator().name());
            Optional<String> wrong = FilterAddress.wrong(chip.operator(), chip.values());
            if (wrong.isPresent() || wanted.size() == AddressReader.MOST_FILTERS) {
                Notices.warning("The filter was not applied: " + wrong.orElse("a view has at most 20 filters") + ".");
                load();
                return;
            }
            wanted.add(new CostFilter(Dimension.ofWord(chip.dimension()).orElseThrow(), operator, chip.values()));
        }
        open(month, wanted);
    }

    private void group(GroupChoice chosen) {
        switch (chosen) {
            case GroupChoice.Plain(Dimension dimension) ->
                getUI().ifPresent(ui -> ui.navigate(
                        SpendView.class,
                        new QueryParameters(SpendUrl.DEFAULT
                                .with(new SpendUrl.Period.Days(
                                        month.atDay(1), month.plusMonths(1).atDay(1)))
                                .with(dimension)
                                .parameters())));
            case GroupChoice.Read(Breakdown breakdown) -> open(breakdown.id(), month, List.of());
            case GroupChoice.Tags tags -> {
                load();
                new TagKeysPanel(tagKeys()).open();
            }
            case GroupChoice.Add add -> {
                load();
                add();
            }
        }
    }

    private void add() {
        new BreakdownDialog(breakdowns, id -> open(id, month, List.of())).open();
    }

    private void askTurnOff() {
        shown.ifPresent(breakdown -> {
            var ask = new ConfirmDialog();
            ask.setHeader("Turn off " + PlainText.cut(breakdown.label(), 60));
            ask.setText(
                    "Bursar stops reading it and deletes its data. If you turn it on again, Bursar reads and pays for"
                            + " all of it again.");
            ask.setCancelable(true);
            ask.setConfirmText("Turn off");
            ask.setConfirmButtonTheme("error primary");
            ask.addConfirmListener(event -> turnOff(breakdown));
            ask.open();
        });
    }

    private void turnOff(Breakdown breakdown) {
        Runnable leave = () -> getUI().ifPresent(ui -> ui.navigate(SpendView.class));
        UserAction.of(() -> {
                    breakdowns.turnOff(breakdown.id());
                    Notices.success("Breakdown turned off: " + PlainText.cut(breakdown.label(), 60));
                    leave.run();
                })
                .stale(() -> {
                    Notices.warning("This breakdown was already turned off in another window.");
                    leave.run();
                })
                .run();
    }

    private void failed(RuntimeException problem) {
        replace(FailedState.of(
                problem,
                "The breakdown could not be loaded",
                "Nothing was lost, and your filters are kept.",
                clock.instant(),
                this::load));
    }

    private void replace(Component... content) {
        results.removeAll();
        results.add(content);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    /** One currency of a breakdown's month: its sum, its chart where it was read by day, whether it agrees, and its table. */
    static final class BreakdownBlock extends Div {
        private static final int FEWEST_DAYS = 5;

        BreakdownBlock(
                BreakdownAnswer answered, CurrencySpend one, LocalDateRange days, boolean many, SpendService colours) {
            addClassName("spend-block");
            Breakdown breakdown = answered.breakdown();
            List<String> drawn = TopRows.of(Dimension.TAG_VALUE, one).shown().stream()
                    .map(Row::key)
                    .toList();
            var picture = new SpendChartData(
                    answered.answer(), one, drawn.isEmpty() ? Map.of() : colours.colours(Dimension.TAG_VALUE, drawn));
            var check =
                    new Paragraph(BreakdownText.check(answered, one.currency()).orElse(""));
            check.addClassNames("note", "check-note");
            Section table = new BreakdownTable(breakdown, days, one, picture).section(many);
            if (answered.answer().periods().size() < FEWEST_DAYS) {
                // a few days are the table's total, and no chart
                add(table, check);
                return;
            }
            var figure = new KeyFigure(
                    "Spend" + (many ? ", " + one.currency() : ""), Formats.money(one.total(), one.currency()));
            figure.addClassName("inline");
            var head = Styled.div("chart-head", figure);
            var chart = new SpendChart(
                    "By " + breakdown.tagKey() + ", daily, " + Formats.range(days) + ", " + one.currency());
            chart.show(picture.data(SpendUrl.View.DAILY, null));
            SpendChart.arriving(picture.arriving()).ifPresent(mark -> head.add(Styled.div("legend", mark)));
            add(new Section().with(head, chart, chart.values(), check), table);
        }
    }
}
