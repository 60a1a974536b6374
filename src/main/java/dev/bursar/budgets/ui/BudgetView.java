package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.PeriodCosts;
import dev.bursar.budgets.cost.BudgetMovement.Driver;
import dev.bursar.budgets.cost.BudgetMovement.Movement;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.budgets.query.BudgetService.PastPeriod;
import dev.bursar.budgets.query.BudgetService.Sheet;
import dev.bursar.budgets.ui.aws.InAwsSection;
import dev.bursar.budgets.writes.AwsBudgetWrites;
import dev.bursar.forecast.text.ForecastText;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.spend.spi.CostMarks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.ChartEvents;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.LimitBar;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
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

/** One budget: where its period is heading, its past, its alerts and its changes. */
@Route(BudgetLinks.BUDGETS + "/:" + BudgetView.BUDGET)
@PageTitle("Budget")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class BudgetView extends Div implements AfterNavigationObserver {
    static final String BUDGET = "budget";

    private final BudgetService service;
    private final BudgetEdits edits;
    private final AwsBudgetWrites inAws;
    private final boolean seesAws;
    private final CostMarks marks;
    private final PageWork marksWork;
    private final PageHeader header = new PageHeader("Budget");
    private final LoadedPart<Optional<Loaded>> content;
    private final Button end = Buttons.neutral("End budget\u2026", click -> end());
    private final Button edit = Buttons.primary("Edit budget", click -> edit());
    private final boolean admin;
    private int id;
    private @Nullable BudgetRow shown;

    /** @param aws empty for those who don't see it */
    private record Loaded(Sheet sheet, Optional<AwsBudgetWrites.State> aws) {}

    BudgetView(
            BudgetService service,
            BudgetEdits edits,
            AwsBudgetWrites inAws,
            CostMarks marks,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.edits = edits;
        this.inAws = inAws;
        seesAws = scope.visibility().everything();
        this.marks = marks;
        marksWork = new PageWork(this, workers);
        admin = scope.has(Role.ADMIN);
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("The budget could not be loaded", "Nothing was lost.");
        addClassNames("page", "budgets");
        end.setVisible(false);
        edit.setVisible(false);
        header.actions(end, edit);
        add(header, new SectionTabs(TabSection.BUDGETS, BudgetLinks.BUDGETS), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        id = event.getRouteParameters()
                .get(BUDGET)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
        content.load(Skeleton.figuresChartAndTable("Adding up the budget\u2019s costs", 6));
    }

    private Optional<Loaded> load() {
        return service.sheet(id).map(sheet -> new Loaded(sheet, seesAws ? inAws.state(id) : Optional.empty()));
    }

    private Component shown(Optional<Loaded> found) {
        if (found.isEmpty()) {
            end.setVisible(false);
            edit.setVisible(false);
            header.title("Budget");
            header.facts(new FactLine());
            return EmptyState.missing(
                            "Budget not found",
                            "It doesn\u2019t exist, or it belongs to a team that you don\u2019t lead.")
                    .actions(Buttons.primary(
                            "See all budgets", click -> getUI().ifPresent(ui -> ui.navigate(BudgetsView.class))));
        }
        Sheet sheet = found.get().sheet();
        BudgetRow row = sheet.row();
        shown = row;
        boolean mayChange = admin && row.budget().endedOn() == null;
        end.setVisible(mayChange);
        edit.setVisible(mayChange);
        String name = PlainText.cut(row.name(), 80);
        header.title(name);
        header.facts(new FactLine(
                        Formats.period(row.period()),
                        BudgetText.basis(row.basis()),
                        row.budget().currency()))
                .breadcrumb(List.of(new RouterLink("Budgets", BudgetsView.class)), name);
        var chart = new BudgetChart(sheet);
        happened(sheet, chart);
        var left = Styled.stack(chart);
        // cards that would say nothing are left out
        if (!sheet.past().isEmpty()) {
            left.add(BudgetSections.past(sheet));
        }
        var right = Styled.stack();
        if (sheet.movement().isPresent()) {
            right.add(new DriversSection(sheet));
        }
        if (AlertsSection.any(sheet)) {
            right.add(new AlertsSection(sheet, this::acknowledge));
        }
        right.add(facts(sheet));
        found.get().aws().ifPresent(aws -> left.add(new InAwsSection(aws, inAws, content::reload)));
        left.add(BudgetSections.changes(sheet));
        var columns = Styled.div("columns", left, right);
        return Styled.stack(strip(sheet), columns);
    }

    /** It takes longer than the sums; without it the page is whole. */
    private void happened(Sheet sheet, BudgetChart chart) {
        marksWork.forget();
        sheet.compared()
                .ifPresent(asked -> marksWork.ask(
                        () -> marks.of(asked.days(), asked.before(), asked.cost(), asked.filters()),
                        chart::happened,
                        Reference::of));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        marksWork.forget();
    }

    private static FigureStrip strip(Sheet sheet) {
        BudgetRow row = sheet.row();
        var figures = row.figures();
        String currency = row.budget().currency();
        KeyFigure spent = figures.spent().isPresent() || row.before().isEmpty()
                ? new KeyFigure("Spent", BudgetTable.spent(row)).note(used(row))
                : before(row, row.before().get());
        BudgetTable.bar(row).ifPresent(spent::add);
        var projected = new KeyFigure(
                        "Projected",
                        figures.projected()
                                .map(amount -> Formats.forecast(amount, currency))
                                .orElse(NoCostsText.NOT_YET))
                .note(BudgetSections.projection(sheet));
        if (figures.difference().isPresent()) {
            (figures.projected().isPresent() ? projected : spent)
                    .note(BudgetTable.differenceText(row) + " against the limit");
        }
        figures.forecast().ifPresent(forecast -> {
            if (figures.state() == BudgetState.FORECAST_OVER) {
                ForecastText.range(forecast, currency).ifPresent(projected::note);
            }
            ForecastText.past(forecast).ifPresent(projected::note);
        });
        var strip = new FigureStrip(
                new KeyFigure("Limit", Formats.limit(figures.limit(), currency))
                        .note(row.budget().cadence().label()),
                spent,
                projected);
        strip.addClassName("figures-3");
        return strip;
    }

    private static String used(BudgetRow row) {
        return row.figures().spent().isEmpty()
                ? "No costs of " + Formats.period(row.period()) + " have been read yet"
                : BudgetTable.usedText(row) + " of the limit"
                        + over(row.figures().overBy(), row.budget().currency());
    }

    /** The period before stands beside the projection until costs of the present one arrive. */
    private static KeyFigure before(BudgetRow row, PastPeriod before) {
        String currency = row.budget().currency();
        String period = Formats.period(before.period());
        var figure = new KeyFigure(
                        "Spent in " + period + (before.stored() ? "" : " so far"),
                        Formats.money(before.spent(), currency))
                .note(Formats.used(before.spent(), before.limit()).orElse("") + " of "
                        + Formats.limit(before.limit(), currency) + over(before.overBy(), currency))
                .note(used(row));
        figure.add(new LimitBar(before.spent().divide(before.limit(), MathContext.DECIMAL64)));
        return figure;
    }

    private static String over(Optional<BigDecimal> by, String currency) {
        return by.map(over -> ", " + Formats.money(over, currency) + " over").orElse("");
    }

    private static Component facts(Sheet sheet) {
        BudgetRow row = sheet.row();
        Anchor link = Styled.pageLink(sheet.spend(), "See these costs in Spend", "fact-link");
        return BudgetSections.counts(row, link);
    }

    private void acknowledge(List<Long> alerts) {
        UserAction.of(() -> {
                    if (alerts.stream().filter(service::acknowledge).count() < alerts.size()) {
                        Notices.warning("Someone else has already acknowledged this alert.");
                    }
                    content.reload();
                })
                .run();
    }

    private void edit() {
        getUI().ifPresent(ui -> ui.navigate(BudgetLinks.edit(id)));
    }

    private void end() {
        BudgetRow row = shown;
        if (row == null) {
            return;
        }
        var dialog = new ConfirmDialog();
        String name = PlainText.cut(row.name(), 40);
        dialog.setHeader("End the budget of " + name + "?");
        dialog.setText("The budget ends before " + Formats.date(row.period().getStart())
                + " and sends no more alerts. Its past periods stay. You can\u2019t undo this, but you can create a new"
                + " budget.");
        dialog.setCancelable(true);
        dialog.setConfirmText("End budget");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> UserAction.of(() -> {
                    edits.end(row.budget().id(), row.budget().version());
                    Notices.success("Budget ended.");
                    content.reload();
                })
                .run());
        dialog.open();
    }

    /** What drives a budget: the services that grew most, each with the same comparison in Spend. */
    static final class DriversSection extends Composite<Section> {
        private final Sheet sheet;

        DriversSection(Sheet sheet) {
            this.sheet = sheet;
        }

        @Override
        protected Section initContent() {
            var section = new Section("Largest increases").flush();
            Optional<Movement> found = sheet.movement();
            if (found.isEmpty()) {
                return section.with(Styled.note("The period has no whole day with costs yet."));
            }
            Movement movement = found.get();
            if (movement.before().isEmpty()) {
                return section.with(Styled.note(
                        "The days before this period haven\u2019t been read, so there is nothing to compare with."));
            }
            String before = Formats.shortRange(movement.before().get());
            if (movement.drivers().isEmpty()) {
                return section.with(Styled.note("No service costs more in " + Formats.shortRange(movement.days())
                        + " than in " + before + "."));
            }
            section.endNote("vs " + since(movement, before));
            boolean ofTeam = sheet.row().budget().scope() instanceof BudgetScope.OfTeam;
            var list = new UnorderedList();
            list.addClassName("facts-list");
            movement.drivers().forEach(driver -> list.add(item(driver, ofTeam)));
            return section.with(list);
        }

        /** {@code the 63 days before} where the compared days end as these begin. */
        private static String since(Movement movement, String before) {
            LocalDateRange days = movement.before().orElseThrow();
            return days.getEnd().equals(movement.days().getStart())
                            && days.lengthInDays() == movement.days().lengthInDays()
                    ? "the " + Formats.count(days.lengthInDays(), "day", "days") + " before"
                    : before;
        }

        private ListItem item(Driver driver, boolean ofTeam) {
            String currency = sheet.row().budget().currency();
            Anchor link = Styled.pageLink(driver.address(), PlainText.name(driver.service()), "fact-link");
            Anchor grew = Styled.pageLink(driver.why(), Formats.signed(driver.grew(), currency), "fact-link", "number");
            grew.setTitle("Why it changed");
            var head = Styled.div("fact-head", link, grew);
            var from = Styled.div(
                    "fact-part",
                    new Span((ofTeam ? "" : PlainText.cut(driver.team(), 60) + ", ")
                            + Formats.money(driver.before(), currency) + " \u2192 "
                            + Formats.money(driver.spent(), currency)));
            return new ListItem(head, from);
        }
    }

    /** What is spent so far and projected to the end of the period, day by day, against the limit. */
    static final class BudgetChart extends Composite<Section> {
        private final Section section = new Section("Spent against the limit");
        private final String currency;
        private @Nullable ChartEvents happened;

        BudgetChart(Sheet sheet) {
            BudgetRow row = sheet.row();
            currency = row.budget().currency();
            Optional<PastPeriod> before =
                    row.before().filter(any -> sheet.costsBefore().isPresent());
            if (before.isPresent()) {
                section.actions(Styled.div("legend", legend("limit-line", "Limit")))
                        .note(Formats.period(before.get().period()) + ", until costs of " + Formats.period(row.period())
                                + " arrive")
                        .with(spentBefore(before.get(), sheet.costsBefore().orElseThrow()));
                return;
            }
            if (sheet.costs().daily().isEmpty()) {
                var none = new Paragraph("No costs of " + Formats.period(row.period()) + " have been read yet.");
                none.addClassName("quiet");
                section.with(none);
                return;
            }
            ChartData data = data(sheet);
            var legend = Styled.div("legend", legend("limit-line", "Limit"));
            if (data.categories().stream().anyMatch(ChartData.Category::projected)) {
                legend.add(legend("projected-line", "Projected"));
            }
            SpendChart chart = new SpendChart("Spent against the limit, " + Formats.range(row.period())).show(data);
            LocalDate first = row.period().getStart();
            int days = shown(sheet);
            happened = new ChartEvents(
                    chart,
                    day -> day.isBefore(first) || !day.isBefore(first.plusDays(days))
                            ? OptionalInt.empty()
                            : OptionalInt.of((int) ChronoUnit.DAYS.between(first, day)));
            section.actions(legend).with(chart, happened, chart.values());
        }

        @Override
        protected Section initContent() {
            return section;
        }

        /** What happened in the period, on the chart and below it. */
        void happened(List<CostMarks.Mark> marks) {
            if (happened != null) {
                happened.show(marks.stream()
                        .filter(mark -> mark.currency().equals(currency))
                        .map(mark -> new ChartEvents.Event(
                                mark.day(), mark.words(), mark.amount(), mark.currency(), mark.address()))
                        .toList());
            }
        }

        private static Span legend(String className, String words) {
            return Styled.span(className, words);
        }

        private Div spentBefore(PastPeriod before, PeriodCosts costs) {
            var amounts = new ArrayList<BigDecimal>();
            var categories = new ArrayList<ChartData.Category>();
            var limits = new ArrayList<ChartData.@Nullable Day>();
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i < costs.perDay().size(); i++) {
                LocalDate day = before.period().getStart().plusDays(i);
                sum = sum.add(costs.perDay().get(i));
                amounts.add(sum);
                categories.add(new ChartData.Category(Formats.shortDate(day), Formats.weekday(day), false, false));
                limits.add(new ChartData.Day("Limit", before.limit()));
            }
            SpendChart chart = new SpendChart("Spent against the limit, " + Formats.range(before.period()))
                    .show(new ChartData(
                            ChartData.Kind.LINES,
                            currency,
                            categories,
                            List.of(new ChartData.Series("spent", "Spent", Colour.C1, amounts)),
                            new ChartData.Compare("Limit", limits),
                            null));
            return new Div(chart, chart.values());
        }

        private static ChartData data(Sheet sheet) {
            BudgetRow row = sheet.row();
            LocalDateRange period = row.period();
            var amounts = new ArrayList<BigDecimal>();
            var categories = new ArrayList<ChartData.Category>();
            var limits = new ArrayList<ChartData.@Nullable Day>();
            BigDecimal sum = BigDecimal.ZERO;
            List<BigDecimal> known = sheet.costs().perDay();
            int shown = shown(sheet);
            List<BigDecimal> steps = steps(sheet, shown);
            for (int i = 0; i < shown + steps.size(); i++) {
                LocalDate day = period.getStart().plusDays(i);
                boolean projected = i >= shown;
                sum = sum.add(projected ? steps.get(i - shown) : known.get(i));
                amounts.add(sum);
                categories.add(new ChartData.Category(Formats.shortDate(day), Formats.weekday(day), false, projected));
                limits.add(new ChartData.Day("Limit", row.figures().limit()));
            }
            return new ChartData(
                    ChartData.Kind.LINES,
                    row.budget().currency(),
                    categories,
                    List.of(new ChartData.Series("spent", "Spent", Colour.C1, amounts)),
                    new ChartData.Compare("Limit", limits),
                    null);
        }

        /** How many days are drawn as they are; a day that isn't over yet is projected with those that follow. */
        private static int shown(Sheet sheet) {
            int whole = sheet.costs().whole();
            return whole == 0 ? sheet.costs().daily().size() : whole;
        }

        /** What each projected day adds; none where nothing is projected. */
        private static List<BigDecimal> steps(Sheet sheet, int shown) {
            BudgetFigures figures = sheet.row().figures();
            int left = figures.period().lengthInDays() - shown;
            if (left == 0 || figures.projected().isEmpty()) {
                return List.of();
            }
            BigDecimal rest = figures.projected()
                    .get()
                    .subtract(PeriodCosts.sum(sheet.costs().perDay().subList(0, shown)));
            if (figures.forecast().isEmpty()) {
                return Collections.nCopies(left, rest.divide(BigDecimal.valueOf(left), MathContext.DECIMAL64));
            }
            List<BigDecimal> toCome = figures.forecast().get().toCome();
            var steps = new ArrayList<>(toCome.subList(toCome.size() - left, toCome.size()));
            // a day that isn't over may have cost more than was forecast of it
            steps.set(0, steps.getFirst().add(rest).subtract(PeriodCosts.sum(steps)));
            return steps;
        }
    }
}
