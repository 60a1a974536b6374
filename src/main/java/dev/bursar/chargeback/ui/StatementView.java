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
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.files.StatementExport;
import dev.bursar.chargeback.statement.text.StatementText;
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
import dev.bursar.ui.Looked;
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
import java.util.Map;
import java.util.Optional;

/** A team's statement of a month: direct, shared, corrections, and how Spend's EffectiveCost becomes it. */
@Route(ChargebackLinks.CHARGEBACK + "/:" + MonthView.MONTH + "/:" + StatementView.TEAM)
@PageTitle("Statement")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class StatementView extends Div implements AfterNavigationObserver {
    static final String TEAM = "team";
    static final String VERSION = "version";

    /** @param answers empty of a draft */
    private record Loaded(Statement statement, Optional<AnswerPage> answers) {}

    private final PageHeader header = new PageHeader("Statement");
    private final LoadedPart<Optional<Loaded>> content;
    private final Button print = Buttons.neutral(
            Icons.PRINTER, "Print", click -> UI.getCurrent().getPage().executeJs("window.print()"));
    private final PaperFooter footer = new PaperFooter();
    private final AnswerService answers;
    private final StatementExport export;
    private final ExportMenu exports;
    private final Div steps = new Div();
    private final Div pdf = new Div();
    private YearMonth month = YearMonth.of(2000, 1);
    private int team;
    private Optional<Integer> version = Optional.empty();

    StatementView(
            StatementService service,
            AnswerService answers,
            StatementExport export,
            ExportService exportService,
            Workers workers,
            Clock clock) {
        this.export = export;
        exports = new ExportMenu(exportService);
        this.answers = answers;
        content = new LoadedPart<>(workers, clock, () -> load(service), this::shown)
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
        version = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(VERSION)
                .map(MonthAddress::version);
        content.load(Skeleton.figuresChartAndTable("Adding up the statement", 12));
    }

    private Optional<Loaded> load(StatementService service) {
        return service.statement(month, team, version)
                .map(statement -> new Loaded(
                        statement,
                        statement
                                .issued()
                                .flatMap(issued -> answers.page(month, team, Optional.of(issued.version())))));
    }

    private Component shown(Optional<Loaded> found) {
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
        Statement statement = found.get().statement();
        Optional<AnswerPage> answer = found.get().answers();
        getUI().ifPresent(ui ->
                Travel.in(ui).with(Optional.of(month)).withTeam(team).keepIn(ui));
        var file = new ExportMenu.Content("Statement", export, StatementExport.question(statement), false);
        exports.offer(List.of(file));
        pdf.add(ExportMenu.link(file, ExportFormat.PDF, "Download PDF"));
        steps.add(new StatementSteps(statement, answer.map(AnswerPage::versions).orElse(List.of())));
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
        header.facts(CutFacts.line(statement, "BilledCost"))
                .breadcrumb(above, statement.full() ? name : name + ", " + Formats.month(month))
                .onPaper(paper(statement));
        footer.say(name + ", " + Formats.month(month) + ", "
                + (statement.issued().isPresent() ? "statement " : "draft ")
                + statement
                        .issued()
                        .map(any -> StatementText.called(statement))
                        .orElse(String.valueOf(statement.cut().id()))
                + ", costs as of "
                + Formats.momentWithYear(statement.cut().observedAt()));
        var all = Styled.stack();
        answer.ifPresent(page -> all.add(new AnswerSection(page, answers, content::reload)));
        if (statement.currencies().isEmpty()) {
            all.add(EmptyState.nothingFound(
                    "No charges in " + Formats.month(month),
                    Looked.at(
                            "all charges and shared pools of the month",
                            1,
                            statement.cut().observedAt()),
                    name + " owes nothing for it."));
        }
        boolean opens = answer.map(AnswerPage::newest).orElse(true);
        Map<String, Runnable> disputes = answer.map(page -> AnswerSection.disputes(page, answers, content::reload))
                .orElse(Map.of());
        for (InCurrency in : statement.currencies()) {
            all.add(StatementSections.all(statement, in, opens, disputes));
        }
        answer.ifPresent(page -> {
            if (!page.disputes().isEmpty()) {
                all.add(new DisputeSection(page, answers, content::reload));
            }
            if (statement.full() && statement.team() != 0) {
                all.add(new ToldSection(page, answers, content::reload));
            }
        });
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
