package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.ChargebackLinks.Waits;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.OpenAnswers;
import dev.bursar.chargeback.answers.OpenAnswers.Disputed;
import dev.bursar.chargeback.answers.OpenAnswers.ToAnswer;
import dev.bursar.chargeback.answers.OpenAnswers.ToDecide;
import dev.bursar.chargeback.answers.OwnStatements;
import dev.bursar.chargeback.answers.OwnStatements.OwnRow;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.text.CheckText;
import dev.bursar.chargeback.text.MonthStepText;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.org.OrgLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Card;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.StatusBadge.Status;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Table;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** Billing months, or for a lead the statements of own teams that finance shows. */
@Route(ChargebackLinks.CHARGEBACK)
@PageTitle("Chargeback")
@Menu(order = 3, icon = "receipt-text", title = "Chargeback")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ChargebackView extends Div implements AfterNavigationObserver {
    /** More would push the months out of sight; they have a page of their own. */
    private static final int MOST_DISPUTES = 5;

    private final ChargebackService service;
    private final OwnStatements statements;
    private final OpenAnswers open;
    private final Scope scope;
    private final Clock clock;
    private final WaitingSections sections;
    private final PageHeader header = new PageHeader("Chargeback");
    private final LoadedPart<Loaded> content;
    private volatile Optional<Waits> only = Optional.empty();

    ChargebackView(
            ChargebackService service,
            OwnStatements statements,
            OpenAnswers open,
            AnswerService answers,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.statements = statements;
        this.open = open;
        this.scope = scope;
        this.clock = clock;
        sections = new WaitingSections(answers);
        content = new LoadedPart<>(workers, clock, this::load, this::shown)
                .failure("Chargeback could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback");
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.CHARGEBACK), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        only = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(Waits.PARAMETER)
                .flatMap(Waits::of);
        content.load(Skeleton.table("Adding up billing months", 12, true));
    }

    /**
     * What was loaded.
     *
     * @param only what is asked for alone
     * @param disputes how many wait for finance
     * @param rest empty where only what waits is asked for
     */
    private record Loaded(
            Optional<Waits> only,
            List<ToAnswer> toAnswer,
            List<Disputed> answered,
            List<Disputed> toDecide,
            int disputes,
            Optional<Rest> rest) {}

    /** What the page shows beside what waits. */
    private sealed interface Rest {
        /** @param withoutCostCentre names of teams */
        record Months(List<MonthRow> months, List<String> withoutCostCentre) implements Rest {}

        record Own(List<OwnRow> statements) implements Rest {}
    }

    private Loaded load() {
        Optional<Waits> wanted = only;
        int disputes =
                wanted.isEmpty() ? open.toDecide().map(ToDecide::disputes).orElse(0) : 0;
        boolean decides = wanted.map(Waits.TO_DECIDE::equals).orElse(disputes > 0 && disputes <= MOST_DISPUTES)
                && scope.has(Role.FINANCE);
        return new Loaded(
                wanted,
                asks(wanted, Waits.TO_ANSWER) ? open.toAnswer().orElse(List.of()) : List.of(),
                asks(wanted, Waits.ANSWERED) ? open.answered().orElse(List.of()) : List.of(),
                decides ? open.open() : List.of(),
                disputes,
                wanted.isPresent() ? Optional.empty() : Optional.of(rest()));
    }

    private static boolean asks(Optional<Waits> wanted, Waits kind) {
        return wanted.isEmpty() || wanted.get() == kind;
    }

    private Rest rest() {
        return scope.visibility().everything()
                ? new Rest.Months(service.months(), service.withoutCostCentre())
                : new Rest.Own(statements.own());
    }

    private Component shown(Loaded loaded) {
        var all = Styled.stack();
        if (!loaded.toAnswer().isEmpty()) {
            all.add(sections.toAnswer(loaded.toAnswer(), Today.of(clock)));
        }
        if (!loaded.answered().isEmpty()) {
            all.add(WaitingSections.answered(loaded.answered()));
        }
        if (!loaded.toDecide().isEmpty()) {
            all.add(WaitingSections.toDecide(loaded.toDecide()));
        }
        if (loaded.disputes() > loaded.toDecide().size()) {
            Paragraph words = Styled.note(
                    Formats.count(loaded.disputes(), "dispute waits", "disputes wait") + " for your decision. ");
            words.add(Styled.pageLink(Waits.TO_DECIDE.address(), "See disputes"));
            all.add(words);
        }
        loaded.only().ifPresent(kind -> all.add(alone(kind, all.getComponentCount() == 0)));
        loaded.rest()
                .map(rest -> switch (rest) {
                    case Rest.Months months -> months(months);
                    case Rest.Own own -> own(own.statements(), loaded.toAnswer());
                })
                .ifPresent(all::add);
        return all;
    }

    /** Where only what waits is asked for: the way to everything else, or that nothing waits. */
    private Component alone(Waits kind, boolean nothing) {
        header.facts(new FactLine("BilledCost"));
        Anchor everything = Styled.pageLink(
                ChargebackLinks.CHARGEBACK, scope.visibility().everything() ? "See all months" : "See all statements");
        everything.addClassName("fact-link");
        return nothing
                ? EmptyState.nothingFound(
                                switch (kind) {
                                    case TO_ANSWER -> "No statement waits for your answer";
                                    case ANSWERED -> "No answer that you haven\u2019t seen";
                                    case TO_DECIDE -> "No dispute waits for your decision";
                                },
                                Looked.atOwn("all issued statements", clock.instant()),
                                "")
                        .actions(everything)
                : everything;
    }

    private Component months(Rest.Months loaded) {
        List<MonthRow> months = loaded.months();
        if (months.isEmpty()) {
            header.facts("Costs have not been read yet");
            return EmptyState.notRead(
                            "Costs have not been read yet",
                            "Each month appears here a minute after its costs have been read: what AWS asks for, what"
                                    + " each team owes of it, and whether both match.")
                    .actions(Buttons.neutral(
                            "See progress", click -> getUI().ifPresent(ui -> ui.navigate(SyncLinks.SYNC))));
        }
        header.facts(new FactLine("BilledCost", Formats.count(months.size(), "month", "months")));
        var all = Styled.stack();
        months.stream()
                .filter(month -> month.over() && month.cut().isPresent())
                .findFirst()
                .ifPresent(newest -> newest.figures().forEach(figures -> all.add(answer(newest, figures, months))));
        if (!loaded.withoutCostCentre().isEmpty()) {
            all.add(costCentres(loaded.withoutCostCentre()));
        }
        all.add(new Section("Billing months").flush().with(table(months).html()));
        return all;
    }

    /** A month in one currency, or without charges and documents. */
    private record Line(MonthRow month, Optional<Figures> figures) {}

    private static Table<Line> table(List<MonthRow> months) {
        List<Line> lines = months.stream()
                .flatMap(month -> month.figures().isEmpty()
                        ? Stream.of(new Line(month, Optional.empty()))
                        : month.figures().stream().map(figures -> new Line(month, Optional.of(figures))))
                .toList();
        return new Table<>("Billing months", lines)
                .name(
                        "Month",
                        line -> Formats.month(line.month().month())
                                + (line.month().figures().size() > 1
                                        ? ", " + line.figures().orElseThrow().currency()
                                        : ""))
                .opens(line -> ChargebackLinks.month(line.month().month()))
                .narrow(ChargebackView::narrow)
                .figure("Documents", 108, figure("none", one -> money(one.documents(), one, "none yet")))
                .onlyWide()
                .figure("Direct", 108, figure("none", one -> money(one.direct(), one)))
                .onlyWide()
                .figure("Shared", 108, figure("", one -> money(one.shared(), one)))
                .onlyWide()
                .figure("Unallocated", 100, figure("", one -> money(one.unallocated(), one)))
                .onlyWide()
                .figure(
                        "Corrections",
                        92,
                        figure("", one -> one.corrections().signum() == 0 ? "" : money(one.corrections(), one)))
                .onlyWide()
                .shownIf(has(lines, Figures::corrections))
                .figure(
                        has(lines, Figures::accepted) ? "Rounding, accepted" : "AWS rounding",
                        134,
                        figure("", one -> money(one.rounding().map(one.accepted()::add), one, "")))
                .onlyWide()
                .figure("Difference", 88, figure("", one -> money(one.difference(), one, "")))
                .onlyWide()
                .status(
                        "Statements",
                        300,
                        line -> Optional.of(MonthStepText.status(line.month())),
                        line -> line.figures().isPresent() ? beside(line.month()) : MonthStepText.beside(line.month()))
                .onlyWide();
    }

    private static boolean has(List<Line> lines, Function<Figures, BigDecimal> amount) {
        return lines.stream()
                .flatMap(line -> line.figures().stream())
                .anyMatch(figures -> amount.apply(figures).signum() != 0);
    }

    private static Function<Line, String> figure(String none, Function<Figures, String> figure) {
        return line -> line.figures().map(figure).orElse(none);
    }

    private static String narrow(Line line) {
        return line.figures()
                        .map(figures -> money(figures.total(), figures) + ", " + agreement(figures) + ". ")
                        .orElse(line.month().cut().isEmpty() ? "No charges, no documents. " : "Had no charges. ")
                + MonthStepText.stage(line.month());
    }

    /** One task for whoever keeps teams, said once and not in each month. */
    private static Paragraph costCentres(List<String> without) {
        Paragraph words = Styled.note(CheckText.named(without)
                + (without.size() == 1
                        ? " has no cost centre, and its statements say so. "
                        : " have no cost centre, and their statements say so. "));
        words.add(Styled.pageLink(OrgLinks.TEAMS, "See teams"));
        return words;
    }

    private static String agreement(Figures figures) {
        return figures.difference()
                .map(difference -> difference.signum() == 0
                        ? "matches the invoice"
                                + (figures.accepted().signum() == 0
                                        ? ""
                                        : " with " + Formats.signed(figures.accepted(), figures.currency())
                                                + " accepted")
                        : "difference " + Formats.money(difference, figures.currency()))
                .orElse("no invoice yet");
    }

    private static String money(BigDecimal amount, Figures figures) {
        return Formats.money(amount, figures.currency());
    }

    private static String money(Optional<BigDecimal> amount, Figures figures, String otherwise) {
        return amount.map(one -> money(one, figures)).orElse(otherwise);
    }

    private static String beside(MonthRow month) {
        return Stream.of(
                        MonthStepText.beside(month),
                        month.cut().map(CutFacts::estimated).orElse(""))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String state(Cut cut) {
        return cut.estimated().isEmpty() ? "settled" : CutFacts.estimated(cut);
    }

    private static String state(OwnRow row) {
        return Stream.of(status(row).word(), beside(row))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Status status(OwnRow row) {
        return row.issued()
                .map(state -> state instanceof AnswerState.Awaiting
                        ? new Status(Kind.WARNING, Icons.HOURGLASS, row.closed() ? "Closed" : "Issued")
                        : StatementStateText.status(state))
                .orElseGet(() -> new Status(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Draft"));
    }

    private static String beside(OwnRow row) {
        return row.issued()
                .map(state ->
                        state instanceof AnswerState.Awaiting(LocalDate by) ? "answer by " + Formats.shortDate(by) : "")
                .orElseGet(() -> state(row.cut()));
    }

    private Component own(List<OwnRow> own, List<ToAnswer> toAnswer) {
        if (own.isEmpty()) {
            header.facts("Not shown yet");
            return EmptyState.notSetUp(
                    Icons.RECEIPT_TEXT,
                    "Your teams\u2019 statements appear here",
                    "A statement says what a team owes for a month, and why. Finance decides which months leads see and"
                            + " hasn\u2019t shown one of your teams yet.");
        }
        header.facts(new FactLine("BilledCost", Formats.count(own.size(), "statement", "statements")));
        List<OwnRow> others = own.stream()
                .filter(row -> toAnswer.stream()
                        .map(ToAnswer::statement)
                        .noneMatch(one -> one.month().equals(row.month()) && one.team() == row.team()))
                .toList();
        if (others.isEmpty()) {
            return new Div();
        }
        var table = new Table<>("Statements of your teams", others)
                .name("Statement", row -> row.name() + ", " + Formats.month(row.month()))
                .opens(row -> ChargebackLinks.statement(row.month(), row.team()))
                .narrow(ChargebackView::state)
                .figure("Total", 140, row -> Formats.money(row.total(), row.currency()))
                .status("State", 220, row -> Optional.of(status(row)), ChargebackView::beside)
                .onlyWide();
        var section = new Section(toAnswer.isEmpty() ? "Statements of your teams" : "Other statements")
                .flush()
                .with(WaitingSections.linked(table));
        section.addClassName("fit");
        return section;
    }

    /** Whether the newest whole month matches AWS's invoice, with the way to it. */
    private Card answer(MonthRow row, Figures figures, List<MonthRow> months) {
        MonthAnswer answer = MonthAnswer.of(row, figures, scope.has(Role.FINANCE));
        var card = new Card("month-strip");
        card.setAriaLabel(answer.title());
        var icon = answer.icon().large();
        icon.addClassNames("strip-state", answer.style());
        var body = new Paragraph(answer.body() + " ");
        body.addClassName("strip-body");
        body.add(link(row));
        card.add(Styled.div("strip-head", icon, new H2(answer.title())), body);
        months.stream()
                .filter(one -> MonthStepText.next(one).isPresent())
                .findFirst()
                .ifPresent(one -> card.add(next(one, !one.month().equals(row.month()))));
        return card;
    }

    /** @param linked whether it has the way to the month */
    private static Paragraph next(MonthRow row, boolean linked) {
        var words = new Paragraph(MonthStepText.next(row).orElseThrow() + " ");
        words.addClassName("strip-body");
        if (linked) {
            words.add(link(row));
        }
        return words;
    }

    private static Anchor link(MonthRow row) {
        return Styled.pageLink(ChargebackLinks.month(row.month()), "Open " + Formats.month(row.month()), "fact-link");
    }
}
