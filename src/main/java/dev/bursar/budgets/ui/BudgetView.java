package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.BudgetText;
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
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final Button edit = Buttons.primary("Change budget", click -> edit());
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
        var left = Styled.stack(chart, BudgetSections.past(sheet), BudgetSections.changes(sheet));
        var right = Styled.stack(new DriversSection(sheet), new AlertsSection(sheet, this::acknowledge), facts(sheet));
        found.get().aws().ifPresent(aws -> right.add(new InAwsSection(aws, inAws, content::reload)));
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
                projected,
                new KeyFigure("Difference", BudgetTable.differenceText(row)).note(BudgetTable.differenceNote(row)));
        strip.addClassName("figures-4");
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
}
