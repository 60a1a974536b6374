package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.files.StatementExport;
import dev.bursar.chargeback.month.CalendarService;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.month.ChargebackService.MonthPage;
import dev.bursar.chargeback.month.ChargebackService.PoolRow;
import dev.bursar.chargeback.month.ChargebackService.TeamRow;
import dev.bursar.chargeback.month.Check;
import dev.bursar.chargeback.month.CloseService;
import dev.bursar.chargeback.month.DifferenceService;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.month.MonthChanges;
import dev.bursar.chargeback.month.MonthStage;
import dev.bursar.chargeback.month.NextAct;
import dev.bursar.chargeback.month.OwnerChangeService;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.text.CheckText;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.chargeback.ui.adjustments.OwnerChangesSection;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.org.MarkedTeams;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Table;
import dev.bursar.ui.Travel;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** A billing month: whether it agrees with AWS's documents, what each team owes, and what stands in the way of closing it. */
@Route(ChargebackLinks.CHARGEBACK + "/:" + MonthView.MONTH)
@PageTitle("Billing month")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class MonthView extends Div implements AfterNavigationObserver {
    static final String MONTH = "month";
    /** Files of more teams are made in the background. */
    private static final int MOST_AT_ONCE = 12;

    private final ChargebackService service;
    private final PageHeader header = new PageHeader("Billing month");
    private final LoadedPart<Loaded> content;
    private final Button show = Buttons.primary("Show to leads", click -> askToShow());
    private final Button hide = Buttons.neutral("Hide from leads", click -> show(false));
    private final Button issue = Buttons.primary("Issue statements\u2026", click -> openIssue());
    private final Button reissue = Buttons.neutral("Issue new versions\u2026", click -> openIssue());
    private final Button close = Buttons.primary("Close month\u2026", click -> openClose());
    private final Button adjust = Buttons.neutral("New adjustment\u2026", click -> openAdjustment());
    private final IssueService issuing;
    private final CloseService closing;
    private final CalendarService calendar;
    private final MonthChanges changes;
    private final DifferenceService differences;
    private final OwnerChangeService owners;
    private final StatementExport export;
    private final ExportMenu exports;
    private final boolean finance;
    private final Workers workers;
    private final Clock clock;
    private YearMonth month = YearMonth.of(2000, 1);
    private final Div question = new Div();
    private List<String> doubts = List.of();

    MonthView(
            ChargebackService service,
            IssueService issuing,
            CloseService closing,
            CalendarService calendar,
            MonthChanges changes,
            DifferenceService differences,
            OwnerChangeService owners,
            StatementExport export,
            ExportService exportService,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.issuing = issuing;
        this.closing = closing;
        this.calendar = calendar;
        this.changes = changes;
        this.differences = differences;
        this.owners = owners;
        this.workers = workers;
        this.clock = clock;
        this.export = export;
        exports = new ExportMenu(exportService);
        finance = scope.has(Role.FINANCE);
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("The month could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback");
        actions(Optional.empty(), Optional.empty());
        exports.setVisible(false);
        header.actions(exports, hide, show, adjust, reissue, issue, close);
        question.getElement().setAttribute("role", "alert");
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.CHARGEBACK), question, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        month = MonthAddress.month(event.getRouteParameters());
        content.load(Skeleton.figuresChartAndTable("Adding up the month", 9));
    }

    /** A month with a difference or open checks is shown only when that is said once more. */
    private void askToShow() {
        if (doubts.isEmpty()) {
            show(true);
            return;
        }
        var words = new Span(Formats.month(month) + " has " + String.join(" and ", doubts)
                + ". Leads would see drafts that may still change.");
        var buttons = Styled.div(
                "actions",
                Buttons.neutral("Show anyway", click -> show(true)),
                Buttons.neutral("Cancel", click -> question.removeAll()));
        var text = Styled.div("conflict-words", words, buttons);
        var box = Styled.div("conflict", Icons.TRIANGLE_ALERT.create(), text);
        question.removeAll();
        question.add(box);
    }

    private static List<String> doubts(MonthPage page) {
        var doubts = new ArrayList<String>();
        page.month().figures().stream()
                .filter(figures -> figures.difference().isPresent() && !figures.agrees())
                .forEach(figures -> doubts.add(
                        "a difference of " + Formats.signed(figures.difference().get(), figures.currency())));
        long open = otherChecks(page).stream().filter(check -> !check.met()).count();
        if (open > 0) {
            doubts.add(Formats.count(open, "open check", "open checks"));
        }
        return doubts;
    }

    /** What the strip doesn't say. */
    private static List<Check> otherChecks(MonthPage page) {
        return page.checks().stream()
                .filter(check -> !(check instanceof Check.Agrees))
                .toList();
    }

    /** What neither the strip nor the steps say. */
    private static List<Check> furtherChecks(MonthPage page) {
        return otherChecks(page).stream()
                .filter(check ->
                        check.met() || !(check instanceof Check.Invoiced || check instanceof Check.EarlierOpen))
                .toList();
    }

    private void show(boolean wanted) {
        UserAction.of(() -> {
                    boolean changed = wanted ? service.show(month) : service.hide(month);
                    if (changed) {
                        Notices.success(
                                wanted
                                        ? "Leads see their statements of " + Formats.month(month) + " now."
                                        : "Leads no longer see statements of " + Formats.month(month) + ".");
                    }
                    content.reload();
                })
                .run();
    }

    /** @param next what finance does next, and what stands in the way */
    private record Loaded(Optional<MonthPage> page, Optional<NextAct> next) {}

    private Loaded load() {
        Optional<MonthPage> page = service.month(month);
        return new Loaded(page, page.filter(any -> finance).flatMap(closing::next));
    }

    private Component shown(Loaded loaded) {
        Optional<MonthPage> found = loaded.page();
        question.removeAll();
        exports.setVisible(found.flatMap(page -> page.month().cut()).isPresent());
        if (found.isEmpty()) {
            actions(Optional.empty(), Optional.empty());
            header.title("Billing month");
            header.facts(new FactLine());
            return EmptyState.missing(
                            "Billing month not found", "Months appear here a minute after their costs have been read.")
                    .actions(Buttons.primary(
                            "See all months", click -> getUI().ifPresent(ui -> ui.navigate(ChargebackView.class))));
        }
        MonthPage page = found.get();
        getUI().ifPresent(ui -> Travel.in(ui).with(Optional.of(month)).keepIn(ui));
        exports.offer(List.of(new ExportMenu.Content(
                "All statements",
                export,
                StatementExport.question(month),
                page.teams().size() > MOST_AT_ONCE)));
        doubts = doubts(page);
        boolean shownToLeads = page.month().shown();
        actions(found, loaded.next());
        header.title(Formats.month(month));
        header.facts(CutFacts.line(page.month(), shownToLeads))
                .breadcrumb(List.of(new RouterLink("Chargeback", ChargebackView.class)), Formats.month(month));
        var all = Styled.stack(steps(page));
        Optional<NextAct> barred = loaded.next().filter(next -> !next.isOffered());
        String later = Formats.month(month) + " can\u2019t be "
                + (barred.filter(next -> next.act() == NextAct.Act.ISSUE).isPresent() ? "issued" : "closed");
        // that a difference bars it is said beside its button
        List<Check> bars = barred.map(NextAct::blocks).orElse(List.of()).stream()
                .filter(check -> !(check instanceof Check.Agrees))
                .toList();
        if (!bars.isEmpty()) {
            all.add(blocked(later, bars));
        }
        String until =
                barred.map(NextAct::blocks).orElse(List.of()).size() > bars.size() ? " " + later + " until then." : "";
        List<MonthStrip> strips = page.month().figures().stream()
                .map(figures -> new MonthStrip(page.month(), figures, finance))
                .toList();
        strips.forEach(all::add);
        all.add(loaded("The difference could not be loaded", () -> differences.differences(month), some -> {
            some.forEach(one -> strips.stream()
                    .filter(strip -> strip.currency().equals(one.figures().currency()))
                    .forEach(strip -> strip.add(DifferenceSection.decision(one, until, differences, content::reload))));
            return DifferenceSection.looks(some);
        }));
        boolean issued = page.month().stage().stage() == MonthStage.Stage.ISSUED;
        all.add(loaded(
                "What changed since could not be loaded",
                () -> changes.page(month),
                some -> MonthChangesSection.of(month, issued, some)));
        if (issued && finance) {
            all.add(loaded(
                    "Whether new versions can be issued could not be worked out",
                    () -> issuing.preview(month),
                    this::newVersions));
        }
        var left = Styled.stack();
        for (Figures figures : page.month().figures()) {
            left.add(teams(page, figures));
            List<PoolRow> pools = page.pools().stream()
                    .filter(pool -> pool.currency().equals(figures.currency()))
                    .toList();
            if (!pools.isEmpty()) {
                left.add(pools(pools, figures.currency()));
            }
        }
        if (page.month().stage().closed().isPresent()) {
            // what was found then no longer matters
            all.add(
                    left,
                    loaded(
                            "Charges that belong to others now could not be loaded",
                            () -> owners.changes(month),
                            some -> OwnerChangesSection.of(month, some)));
        } else {
            all.add(Styled.div("columns", left, Styled.stack(ChecksSection.of(furtherChecks(page)))));
        }
        return all;
    }

    /** Offered where there is something to issue; what is being added up may come to that. */
    private Component newVersions(Optional<IssueService.Preview> preview) {
        boolean wanted = preview.filter(one -> !one.rows().isEmpty()
                        || ChecksSection.waits(one.blocks()).isPresent())
                .isPresent();
        List<Check> blocks = preview.map(IssueService.Preview::blocks).orElse(List.of());
        boolean offered = NextAct.offered(blocks);
        reissue.setVisible(wanted && offered);
        return wanted && !offered
                ? blocked("New versions of " + Formats.month(month) + " can\u2019t be issued", blocks)
                : new Div();
    }

    private static Paragraph blocked(String what, List<Check> blocks) {
        Paragraph words = Styled.note(CheckText.blocked(what, blocks) + " ");
        CheckText.of(blocks.getFirst())
                .link()
                .ifPresent(link -> words.add(Styled.pageLink(link.address(), link.words())));
        return words;
    }

    /** A part of the page that asks a service of its own. */
    private <T> Component loaded(String failure, Supplier<T> ask, Function<T, Component> shown) {
        var part = new LoadedPart<>(workers, clock, ask, shown).failure(failure, "Nothing was lost.");
        part.reload();
        return part;
    }

    /** Finance can change when each is due. */
    private MonthSteps steps(MonthPage page) {
        LocalDate today = Today.of(clock);
        return finance && page.month().stage().closed().isEmpty()
                ? new MonthSteps(
                        page.month(),
                        page.calendar(),
                        today,
                        Buttons.link("Edit calendar\u2026", click -> CalendarDialog.open(calendar, content::reload)))
                : new MonthSteps(page.month(), page.calendar(), today);
    }

    /** What finance can do with the month at its stage. */
    private void actions(Optional<MonthPage> page, Optional<NextAct> next) {
        Optional<MonthStage.Stage> stage =
                page.filter(any -> finance).map(found -> found.month().stage().stage());
        boolean charged = page.flatMap(found -> found.month().cut()).isPresent();
        boolean draft = charged
                && stage.filter(any -> any != MonthStage.Stage.ISSUED && any != MonthStage.Stage.CLOSED)
                        .isPresent();
        boolean shown = page.filter(found -> found.month().shown()).isPresent();
        show.setVisible(draft && !shown);
        hide.setVisible(draft && shown);
        Optional<NextAct.Act> offered = next.filter(NextAct::isOffered).map(NextAct::act);
        issue.setVisible(offered.filter(NextAct.Act.ISSUE::equals).isPresent());
        show.setThemeVariant(ButtonVariant.PRIMARY, !issue.isVisible());
        reissue.setVisible(false);
        close.setVisible(offered.filter(NextAct.Act.CLOSE::equals).isPresent());
        // a difference comes first
        boolean differs = page.stream()
                .flatMap(found -> found.month().figures().stream())
                .anyMatch(figures -> figures.difference().isPresent() && !figures.agrees());
        for (var button : List.of(issue, close)) {
            button.setThemeVariant(ButtonVariant.PRIMARY, !differs);
            button.setClassName("aura-accent-neutral", differs);
        }
        // a closed month stays as it is
        adjust.setVisible(stage.filter(MonthStage.Stage.CLOSED::equals).isPresent());
    }

    private void openAdjustment() {
        var form = new Location(ChargebackLinks.adjust(month));
        getUI().ifPresent(ui -> ui.navigate(form.getPath(), form.getQueryParameters()));
    }

    private void openIssue() {
        new IssueDialog(issuing, month, workers, clock, content::reload).open();
    }

    private void openClose() {
        new CloseDialog(closing, month, workers, clock, content::reload).open();
    }

    private Section teams(MonthPage page, Figures figures) {
        String currency = figures.currency();
        List<TeamRow> teams = page.teams().stream()
                .filter(team -> team.currency().equals(currency))
                .sorted(Comparator.comparing(team -> !(team.answer().orElse(null)
                        instanceof AnswerState.Disputed))) // what asks for a decision comes first
                .toList();
        var table = new Table<>("Teams, " + currency, currency, teams)
                .name("Team", "Total", team -> team.name() + (team.unconfirmed() ? MarkedTeams.NEW : ""))
                .opens(team -> ChargebackLinks.statement(month, team.team()))
                .narrow(team -> team.answer()
                        .map(StatementStateText::word)
                        .orElseGet(() -> Formats.money(team.direct(), currency) + " direct, "
                                + Formats.money(team.shared(), currency) + " shared"))
                .text("Cost centre", 96, team -> team.costCentre().orElse("none"))
                .quietOnlyWide()
                .money("Direct", 106, TeamRow::direct)
                .sum()
                .onlyWide()
                .money("Shared", 104, TeamRow::shared)
                .sum()
                .onlyWide()
                .money("Corrections", 96, TeamRow::corrections)
                .sum()
                .onlyWide()
                .shownIf(teams.stream().anyMatch(team -> team.corrections().signum() != 0))
                .money("Total", 108, TeamRow::total)
                .foot(Formats.money(
                        teams.stream().map(TeamRow::total).reduce(figures.unallocated(), BigDecimal::add), currency))
                .money(
                        Formats.shortMonth(month.minusMonths(1)),
                        106,
                        team -> page.samePools() ? team.before().orElse(null) : null)
                .quietOnlyWide()
                .shownIf(page.samePools());
        if (teams.stream().anyMatch(team -> team.answer().isPresent())) {
            table.status("Answer", 170, team -> team.answer().map(StatementStateText::status), team -> "")
                    .onlyWide();
        } else if (page.samePools() && page.month().over()) {
            table.figure(
                            "Change",
                            70,
                            team -> team.before()
                                    .flatMap(before -> Formats.changePercent(team.total(), before))
                                    .orElse(""))
                    .quietOnlyWide()
                    .shownIf(teams.stream().anyMatch(team -> team.before().isPresent()));
        }
        if (figures.unallocated().signum() != 0) {
            table.line(
                    "Unallocated",
                    ChargebackLinks.statement(month, 0),
                    Map.of("Total", Formats.money(figures.unallocated(), currency)));
        }
        return new Section("Teams")
                .note(Formats.count(teams.size(), "statement", "statements")
                        + (page.hasBefore() && !page.samePools()
                                ? ", not compared with " + Formats.month(month.minusMonths(1))
                                        + ", which has other pools"
                                : ""))
                .flush()
                .with(WaitingSections.fittingFigures(table));
    }

    private Section pools(List<PoolRow> pools, String currency) {
        List<Pool> all = pools.stream().map(row -> row.result().pool()).toList();
        return new Section("Shared pools")
                .note(Formats.count(pools.size(), "pool", "pools"))
                .flush()
                .with(new Table<>("Shared pools, " + currency, currency, pools)
                        .name("Pool", row -> row.result().pool().name())
                        .opens(row ->
                                ChargeLinks.charges(month, row.result().pool().id(), currency))
                        .narrow(row -> PoolText.result(row.result(), all))
                        .text("Split", 300, row -> PoolText.result(row.result(), all))
                        .quietOnlyWide()
                        .money("Amount", 120, row -> row.result().amount())
                        .html());
    }
}
