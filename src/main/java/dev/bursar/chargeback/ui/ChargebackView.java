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
import dev.bursar.chargeback.answers.AnswerState;
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
import dev.bursar.org.OrgLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Card;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Billing months, or for a lead the statements of own teams that finance shows. */
@Route(ChargebackLinks.CHARGEBACK)
@PageTitle("Chargeback")
@Menu(order = 3, icon = "receipt-text", title = "Chargeback")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ChargebackView extends Div implements AfterNavigationObserver {
    private final PageHeader header = new PageHeader("Chargeback");
    private final LoadedPart<?> content;

    ChargebackView(ChargebackService service, OwnStatements statements, Scope scope, Workers workers, Clock clock) {
        content = (scope.visibility().everything()
                        ? new LoadedPart<>(
                                workers,
                                clock,
                                () -> new Loaded(service.months(), service.withoutCostCentre()),
                                this::months)
                        : new LoadedPart<>(workers, clock, statements::own, this::own))
                .failure("Chargeback could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback");
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.CHARGEBACK), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Adding up billing months", 12, true));
    }

    /** @param withoutCostCentre names of teams */
    private record Loaded(List<MonthRow> months, List<String> withoutCostCentre) {}

    private Component months(Loaded loaded) {
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
        List<Column> columns = List.of(
                Column.name("month", "Month", ""),
                Column.figure("documents", "AWS\u2019s documents", 124, "").onlyWide(),
                Column.figure("direct", "Direct", 116, "").onlyWide(),
                Column.figure("shared", "Shared", 112, "").onlyWide(),
                Column.figure("unallocated", "Unallocated", 108, "").onlyWide(),
                Column.figure("corrections", "Corrections", 96, "").onlyWide(),
                Column.figure("rounding", "AWS rounding", 112, "").onlyWide(),
                Column.figure("accepted", "Accepted", 80, "").onlyWide(),
                Column.figure("difference", "Difference", 96, "").onlyWide(),
                Column.text("stage", "Statements", 190).onlyWide());
        var rows = new FixedRows(columns);
        for (MonthRow month : months) {
            if (month.figures().isEmpty()) {
                rows.line(
                                Formats.month(month.month()),
                                ChargebackLinks.month(month.month()),
                                (month.cut().isEmpty() ? "No charges, no documents. " : "Had no charges. ")
                                        + MonthStepText.stage(month))
                        .cell("documents", "none")
                        .cell("direct", "none")
                        .cell("stage", MonthStepText.stage(month));
            }
            for (Figures figures : month.figures()) {
                rows.line(
                                Formats.month(month.month())
                                        + (month.figures().size() > 1 ? ", " + figures.currency() : ""),
                                ChargebackLinks.month(month.month()),
                                Formats.money(figures.total(), figures.currency()) + ", " + agreement(figures) + ". "
                                        + MonthStepText.stage(month))
                        .cell("documents", money(figures.documents(), figures, "none yet"))
                        .cell("direct", money(figures.direct(), figures))
                        .cell("shared", money(figures.shared(), figures))
                        .cell("unallocated", money(figures.unallocated(), figures))
                        .cell("corrections", money(figures.corrections(), figures))
                        .cell("rounding", money(figures.rounding(), figures, ""))
                        .cell("accepted", figures.accepted().signum() == 0 ? "" : money(figures.accepted(), figures))
                        .cell("difference", money(figures.difference(), figures, ""))
                        .cell("stage", stage(month));
            }
        }
        var all = Styled.stack();
        months.stream()
                .filter(month -> month.over() && month.cut().isPresent())
                .findFirst()
                .ifPresent(newest -> newest.figures().forEach(figures -> all.add(answer(newest, figures, months))));
        if (!loaded.withoutCostCentre().isEmpty()) {
            all.add(costCentres(loaded.withoutCostCentre()));
        }
        all.add(new Section("Billing months")
                .flush()
                .with(new HtmlTable(
                        "Billing months",
                        columns,
                        months.stream()
                                        .flatMap(month -> month.figures().stream())
                                        .allMatch(figures -> figures.accepted().signum() == 0)
                                ? List.of("accepted")
                                : List.of(),
                        rows)));
        return all;
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

    private static String stage(MonthRow month) {
        String estimated = month.cut().map(CutFacts::estimated).orElse("");
        return MonthStepText.stage(month) + (estimated.isEmpty() ? "" : ", " + estimated);
    }

    private static String state(Cut cut) {
        return cut.estimated().isEmpty() ? "settled" : CutFacts.estimated(cut);
    }

    private static String state(OwnRow row) {
        return row.issued()
                .map(state -> state instanceof AnswerState.Awaiting(LocalDate by)
                        ? (row.closed() ? "Closed" : "Issued") + ", answer by " + Formats.shortDate(by)
                        : StatementStateText.word(state))
                .orElseGet(() -> "Draft, " + state(row.cut()));
    }

    private Component own(List<OwnRow> own) {
        if (own.isEmpty()) {
            header.facts("Not shown yet");
            return EmptyState.notSetUp(
                    Icons.RECEIPT_TEXT,
                    "Your teams\u2019 statements appear here",
                    "A statement says what a team owes for a month, and why. Finance decides which months leads see and"
                            + " hasn\u2019t shown one of your teams yet.");
        }
        header.facts(new FactLine("BilledCost", Formats.count(own.size(), "statement", "statements")));
        var rows = new FixedRows();
        own.forEach(row -> rows.line(
                row.name() + ", " + Formats.month(row.cut().month()),
                ChargebackLinks.statement(row.cut().month(), row.team()),
                state(row),
                state(row),
                Formats.money(row.total(), row.currency())));
        return new Section("Statements of your teams")
                .flush()
                .with(new HtmlTable(
                        "Statements of your teams",
                        List.of(
                                Column.name("statement", "Statement", ""),
                                Column.text("state", "State", 220).quietOnlyWide(),
                                Column.figure("total", "Total", 140, "")),
                        List.of(),
                        rows));
    }

    /** Whether the newest whole month matches AWS's invoice, with the way to it. */
    private static Card answer(MonthRow row, Figures figures, List<MonthRow> months) {
        MonthAnswer answer = MonthAnswer.of(row, figures);
        var card = new Card("month-strip");
        card.setAriaLabel(answer.title());
        var icon = answer.icon().large();
        icon.addClassNames("strip-state", answer.style());
        var body = new Paragraph(answer.body() + " ");
        body.addClassName("strip-body");
        Anchor link = Styled.pageLink(ChargebackLinks.month(row.month()), "See teams and checks");
        link.addClassName("fact-link");
        body.add(link);
        card.add(Styled.div("strip-head", icon, new H2(answer.title())), body);
        months.stream()
                .filter(one -> MonthStepText.next(one).isPresent())
                .findFirst()
                .ifPresent(one -> card.add(next(one)));
        return card;
    }

    private static Paragraph next(MonthRow row) {
        var words = new Paragraph(MonthStepText.next(row).orElseThrow() + " ");
        words.addClassName("strip-body");
        Anchor link = Styled.pageLink(ChargebackLinks.month(row.month()), "Open " + Formats.month(row.month()));
        link.addClassName("fact-link");
        words.add(link);
        return words;
    }
}
