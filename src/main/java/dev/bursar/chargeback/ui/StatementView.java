package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.Statement;
import dev.bursar.chargeback.Statement.InCurrency;
import dev.bursar.chargeback.StatementService;
import dev.bursar.chargeback.files.StatementExport;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Travel;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A team's statement of a month: direct, shared, corrections, and how Spend's EffectiveCost becomes it. */
@Route(ChargebackLinks.CHARGEBACK + "/:" + MonthView.MONTH + "/:" + StatementView.TEAM)
@PageTitle("Statement")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class StatementView extends Div implements AfterNavigationObserver {
    static final String TEAM = "team";

    private final PageHeader header = new PageHeader("Statement");
    private final LoadedPart<Optional<Statement>> content;
    private final Button print = Buttons.neutral(
            Icons.PRINTER, "Print", click -> UI.getCurrent().getPage().executeJs("window.print()"));
    private final PaperFooter footer = new PaperFooter();
    private final StatementExport export;
    private final ExportMenu exports;
    private final Div steps = new Div();
    private final Div pdf = new Div();
    private YearMonth month = YearMonth.of(2000, 1);
    private int team;

    StatementView(
            StatementService service,
            StatementExport export,
            ExportService exportService,
            Workers workers,
            Clock clock) {
        this.export = export;
        exports = new ExportMenu(exportService);
        content = new LoadedPart<>(workers, clock, () -> service.statement(month, team), this::shown)
                .failure("The statement could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback", "statement");
        print.setVisible(false);
        exports.setVisible(false);
        header.actions(print, exports, pdf);
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.CHARGEBACK), steps, content, footer);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        month = MonthAddress.month(event.getRouteParameters());
        team = MonthAddress.team(event.getRouteParameters().get(TEAM).orElse(""));
        content.load(Skeleton.figuresChartAndTable("Adding up the statement", 12));
    }

    private Component shown(Optional<Statement> found) {
        print.setVisible(found.isPresent());
        exports.setVisible(found.isPresent());
        pdf.removeAll();
        steps.removeAll();
        if (found.isEmpty()) {
            header.title("Statement");
            header.facts(new FactLine());
            return EmptyState.missing(
                            "Statement not found",
                            "It doesn\u2019t exist, finance doesn\u2019t show the month yet, or it belongs to a team"
                                    + " that you don\u2019t lead.")
                    .actions(Buttons.primary(
                            "See all statements", click -> getUI().ifPresent(ui -> ui.navigate(ChargebackView.class))));
        }
        Statement statement = found.get();
        getUI().ifPresent(ui ->
                Travel.in(ui).with(Optional.of(month)).withTeam(team).keepIn(ui));
        var file = new ExportMenu.Content("Statement", export, StatementExport.question(month, team), false);
        exports.offer(List.of(file));
        pdf.add(ExportMenu.link(file, ExportFormat.PDF, "Download PDF"));
        steps.add(new StatementSteps(statement));
        String name = team == 0 ? "Unallocated" : PlainText.cut(statement.name(), 80);
        header.title(team == 0 ? "Unallocated in " + Formats.month(month) : "Statement for " + name);
        var above = new ArrayList<RouterLink>();
        above.add(new RouterLink("Chargeback", ChargebackView.class));
        if (statement.full()) {
            above.add(new RouterLink(
                    Formats.month(month),
                    MonthView.class,
                    new com.vaadin.flow.router.RouteParameters(MonthView.MONTH, month.toString())));
        }
        header.facts(CutFacts.line(statement.cut(), "BilledCost"))
                .breadcrumb(above, statement.full() ? name : name + ", " + Formats.month(month))
                .onPaper(paper(statement));
        footer.say(name + ", " + Formats.month(month) + ", draft "
                + statement.cut().id() + ", costs as of "
                + Formats.momentWithYear(statement.cut().observedAt()));
        if (statement.currencies().isEmpty()) {
            return EmptyState.nothingFound(
                    "No charges in " + Formats.month(month),
                    "Checked: all charges and shared pools of the month, "
                            + Formats.momentWithYear(statement.cut().observedAt()) + ". " + name
                            + " owes nothing for it.");
        }
        var all = Styled.stack();
        for (InCurrency in : statement.currencies()) {
            all.add(StatementSections.all(statement, in));
        }
        return all;
    }

    private static List<String> paper(Statement statement) {
        var facts = new ArrayList<String>();
        facts.add(Formats.month(statement.month())
                + statement
                        .costCentre()
                        .map(centre -> ", cost centre " + centre)
                        .orElse(", no cost centre"));
        return facts;
    }
}
