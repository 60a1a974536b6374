package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.answers.AnswerPage.Told;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.OpenAnswers;
import dev.bursar.chargeback.files.StatementExport;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Neighbour;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.notify.MailProblem;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Card;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Table;
import dev.bursar.ui.Travel;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.WaitingBadges;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

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
    private final Button copy = Buttons.copy("Copy link", "");
    private final Button print = Buttons.neutral(
            Icons.PRINTER, "Print", click -> UI.getCurrent().getPage().executeJs("window.print()"));
    private final PaperFooter footer = new PaperFooter();
    private final AnswerService answers;
    private final OpenAnswers open;
    private final Scope scope;
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
            OpenAnswers open,
            Scope scope,
            StatementExport export,
            ExportService exportService,
            Workers workers,
            Clock clock) {
        this.export = export;
        exports = new ExportMenu(exportService);
        this.answers = answers;
        this.open = open;
        this.scope = scope;
        content = new LoadedPart<>(workers, clock, () -> load(service), this::shown)
                .failure("The statement could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback", "statement");
        print.setVisible(false);
        exports.setVisible(false);
        copy.setVisible(false);
        header.actions(copy, print, exports, pdf);
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
        copy.setVisible(found.isPresent());
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
        copy.getElement()
                .executeJs(
                        "this.dataset.copy = new URL($0, document.baseURI).href",
                        ChargebackLinks.statement(month, team)
                                + version.map(one -> "?" + VERSION + "=" + one).orElse(""));
        Statement statement = found.get().statement();
        Optional<AnswerPage> answer = found.get().answers();
        if (scope.has(Role.LEAD) && open.opened(month, team)) {
            WaitingBadges.look(UI.getCurrent());
        }
        getUI().ifPresent(ui ->
                Travel.in(ui).with(Optional.of(month)).withTeam(team).keepIn(ui));
        var file = new ExportMenu.Content("Statement", export, StatementExport.question(statement), false);
        exports.offer(List.of(file));
        pdf.add(ExportMenu.link(file, ExportFormat.PDF, "Download PDF"));
        steps.add(new StatementSteps(statement, answer.map(AnswerPage::versions).orElse(List.of())));
        String name = team == 0 ? "Unallocated" : PlainText.cut(statement.name(), 80);
        header.title(name + ", " + Formats.month(month));
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
        Optional<AnswerSection> answering = answer.map(page -> new AnswerSection(page, answers, content::reload));
        if (statement.currencies().isEmpty()) {
            answering.ifPresent(line -> {
                var card = new Card("month-strip");
                card.setAriaLabel("Answer");
                card.add(line);
                all.add(card);
            });
            all.add(EmptyState.nothingFound(
                    "Nothing to charge in " + Formats.month(month),
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
            // it stands beside the first sum
            all.add(StatementSections.all(
                    statement,
                    in,
                    opens,
                    disputes,
                    answering.filter(any -> in == statement.currencies().getFirst())));
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

    /** The way from a statement to the one of another month or team. */
    static final class StatementSteps extends Div {
        private static final int LONGEST = 60;

        /** @param versions of an issued one, the first one first */
        StatementSteps(Statement statement, List<IssuedStatement> versions) {
            addClassNames("bar", "no-print");
            int team = statement.team();
            if (statement.around().months().size() > 1) {
                // the newest month comes first, so that the one before it is the next of the list
                add(steps(
                        "month",
                        statement.around().months().reversed(),
                        statement.month(),
                        Formats::month,
                        true,
                        month -> open(month, team)));
            }
            List<Neighbour> teams = statement.around().teams();
            teams.stream()
                    .filter(one -> one.team() == team)
                    .findFirst()
                    .filter(any -> teams.size() > 1)
                    .ifPresent(here -> add(steps(
                            "team",
                            teams,
                            here,
                            one -> PlainText.cut(one.name(), LONGEST),
                            false,
                            one -> open(statement.month(), one.team()))));
            statement
                    .issued()
                    .filter(any -> versions.size() > 1)
                    .ifPresent(issued -> add(versions(statement, versions, issued.version())));
            setVisible(getChildren().findAny().isPresent());
        }

        private static DropDown<Integer> versions(Statement statement, List<IssuedStatement> versions, int here) {
            int newest = versions.getLast().version();
            var choice = new DropDown<>(
                    "Version",
                    versions.reversed().stream().map(IssuedStatement::version).toList(),
                    version -> version == newest ? version + ", newest" : version + ", replaced",
                    version -> UI.getCurrent()
                            .navigate(
                                    ChargebackLinks.statement(statement.month(), statement.team()),
                                    version == newest
                                            ? QueryParameters.empty()
                                            : QueryParameters.of(StatementView.VERSION, String.valueOf(version))));
            choice.setValue(here);
            return choice;
        }

        private static void open(YearMonth month, int team) {
            UI.getCurrent().navigate(ChargebackLinks.statement(month, team));
        }

        private static <T> Div steps(
                String what, List<T> all, T here, Function<T, String> words, boolean keys, Consumer<T> open) {
            int at = all.indexOf(here);
            var previous = Buttons.icon(
                    Icons.CHEVRON_LEFT, "Previous " + what, click -> open.accept(all.get(Math.max(0, at - 1))));
            previous.setEnabled(at > 0);
            var next = Buttons.icon(
                    Icons.CHEVRON_RIGHT,
                    "Next " + what,
                    click -> open.accept(all.get(Math.min(all.size() - 1, at + 1))));
            next.setEnabled(at + 1 < all.size());
            if (keys) {
                previous.getElement().setAttribute("data-key", "[");
                next.getElement().setAttribute("data-key", "]");
            }
            var choice = new DropDown<>(what.equals("month") ? "Month" : "Team", all, words, open);
            choice.setValue(here);
            return Styled.div("period-control", previous, choice, next);
        }
    }

    /** Who was told of a version by mail, when, and what failed. */
    public static final class ToldSection extends Div {
        private final AnswerPage page;
        private final AnswerService service;
        private final Runnable reload;

        /** @param reload shows the page anew */
        public ToldSection(AnswerPage page, AnswerService service, Runnable reload) {
            this.page = page;
            this.service = service;
            this.reload = reload;
            addClassName("no-print");
            var section = new Section("Mails");
            List<Told> failed = page.told().stream().filter(Told::failed).toList();
            if (page.told().isEmpty()) {
                section.add(
                        new Paragraph(
                                page.mails()
                                        ? "Nobody was told of this version: nobody led the team when it was issued, or mails"
                                                + " couldn\u2019t be sent then."
                                        : "Mails can\u2019t be sent: no mail server is set up. Tell the team\u2019s lead yourself."));
            } else {
                section.note(Formats.count(page.told().size(), "mail", "mails"))
                        .flush()
                        .with(table(page.told()));
            }
            if (page.mayReject() && page.mails() && !failed.isEmpty()) {
                section.actions(Buttons.neutral("Send again", click -> sendAgain(failed)));
            }
            add(section);
        }

        private static HtmlTable table(List<Told> told) {
            return new Table<>("Mails", told)
                    .name("Person", Told::person)
                    .narrow(one -> what(one) + ": " + state(one))
                    .text("About", 200, ToldSection::what)
                    .quietOnlyWide()
                    .text("Told", 170, one -> Formats.momentWithYear(one.at()))
                    .quietOnlyWide()
                    .text("Delivery", 330, ToldSection::state)
                    .onlyWide()
                    .html();
        }

        private static String what(Told told) {
            return switch (told.news()) {
                case ISSUED -> "Statement issued";
                case NEW_VERSION -> "New version";
                case REMINDER -> "Reminder to answer";
                case ANSWERED -> "Dispute answered";
            };
        }

        private static String state(Told told) {
            if (told.sent().isPresent()) {
                return "Sent " + Formats.momentWithYear(told.sent().get());
            }
            String why = told.problem().map(MailProblem::what).map(" "::concat).orElse("");
            if (told.waiting()) {
                return why.isEmpty() ? "Waiting to be sent" : "Trying again." + why;
            }
            return "Not sent."
                    + (why.isEmpty()
                            ? " The person has no e-mail address or isn\u2019t a lead any more, or an admin dismissed the mail."
                            : why);
        }

        private void sendAgain(List<Told> failed) {
            IssuedStatement one = page.statement();
            boolean done = UserAction.of(() -> failed.forEach(
                            mail -> service.sendAgain(one.month(), one.team(), one.version(), mail.id())))
                    .denied("You no longer have permission to send mails about statements. Nothing was sent.")
                    .run();
            if (done) {
                Notices.success(Formats.count(failed.size(), "mail is", "mails are") + " sent again.");
            }
            reload.run();
        }
    }
}
