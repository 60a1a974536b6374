package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.Dispute;
import dev.bursar.chargeback.answers.OpenAnswers.Disputed;
import dev.bursar.chargeback.answers.OpenAnswers.ToAnswer;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.chargeback.text.WaitsText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ConfirmationDialog;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.WaitingBadges;
import module java.base;

/** What waits for the person on the page of statements, a row each. */
final class WaitingSections {
    private static final int LONGEST = 200;
    private final AnswerService answers;

    WaitingSections(AnswerService answers) {
        this.answers = answers;
    }

    /** Statements with their amounts, each with a button that accepts it; its row says so then. */
    Section toAnswer(List<ToAnswer> found, LocalDate today) {
        var list = new UnorderedList();
        list.addClassName("answer-list");
        found.forEach(one -> list.add(row(one, today)));
        var section = new Section(
                        Formats.count(found.size(), "statement waits", "statements wait") + " for your answer")
                .flush()
                .with(list);
        section.addClassName("fit");
        return section;
    }

    private ListItem row(ToAnswer one, LocalDate today) {
        IssuedStatement statement = one.statement();
        var by = statement.answerBy().isBefore(today)
                ? Styled.span("answer-day late", "was due " + Formats.date(statement.answerBy()))
                : Styled.span("answer-day", "by " + Formats.date(statement.answerBy()));
        String name = WaitsText.statement(statement);
        var row = new ListItem(
                Styled.pageLink(ChargebackLinks.statement(statement.month(), statement.team()), name, "fact-link"),
                Styled.span("number", amount(statement)),
                by);
        var act = Styled.div("answer-act");
        Button accept = Buttons.neutral(one.closed() ? "Accept\u2026" : "Accept", click -> askToAccept(one, act));
        accept.setAriaLabel("Accept " + name + ", " + amount(statement));
        act.add(accept);
        row.add(act);
        return row;
    }

    private static String amount(IssuedStatement statement) {
        return statement.totals().isEmpty()
                ? "nothing"
                : statement.totals().stream().map(Formats::money).collect(Collectors.joining(" and "));
    }

    /** Of a closed month an acceptance can't be withdrawn, so it is asked for once more. */
    private void askToAccept(ToAnswer one, Component act) {
        if (!one.closed()) {
            accept(one, act);
            return;
        }
        new ConfirmationDialog(
                        AnswerSection.AcceptText.question(one.statement()),
                        AnswerSection.AcceptText.consequences(one.statement(), true),
                        "Accept statement",
                        () -> accept(one, act))
                .open();
    }

    private void accept(ToAnswer one, Component act) {
        IssuedStatement statement = one.statement();
        boolean done = UserAction.of(() -> answers.accept(statement.month(), statement.team(), statement.version()))
                .on(AnswerRefused.class, refused -> Notices.warning(RefusedText.sentence(refused)))
                .denied(AnswerSection.NOT_LEAD)
                .run();
        act.getElement().removeAllChildren();
        if (done) {
            act.getElement()
                    .appendChild(
                            new StatusBadge(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, "Accepted").getElement());
        } else {
            Anchor open = Styled.pageLink(
                    ChargebackLinks.statement(statement.month(), statement.team()), "Open the statement", "fact-link");
            act.getElement().appendChild(open.getElement());
        }
        WaitingBadges.look(UI.getCurrent());
    }

    /** What finance answered, each with the way to its statement. */
    static Section answered(List<Disputed> found) {
        return new Section(Formats.count(found.size(), "answer to your dispute", "answers to your disputes"))
                .note("they wait until you open the statement")
                .flush()
                .with(linked(new Table<>("Answers to your disputes", found)
                        .name("Statement", one -> WaitsText.statement(one.statement()))
                        .opens(one -> ChargebackLinks.statement(
                                one.statement().month(), one.statement().team()))
                        .narrow(one -> StatementStateText.answered(one.dispute()))
                        .figure(
                                "Disputed",
                                130,
                                one -> Formats.money(one.dispute().amount()))
                        .text("Answer", 400, one -> PlainText.cut(StatementStateText.answered(one.dispute()), LONGEST))
                        .onlyWide()));
    }

    /** Disputes that finance decides. */
    static Section toDecide(List<Disputed> found) {
        return new Section(Formats.count(found.size(), "dispute to decide", "disputes to decide"))
                .flush()
                .with(linked(new Table<>("Disputes to decide", found)
                        .name("Statement", one -> WaitsText.statement(one.statement()))
                        .opens(one -> ChargebackLinks.statement(
                                one.statement().month(), one.statement().team()))
                        .narrow(one -> by(one.dispute()) + ": " + why(one.dispute()))
                        .figure(
                                "Disputed",
                                130,
                                one -> Formats.money(one.dispute().amount()))
                        .text("By", 190, one -> by(one.dispute()))
                        .quietOnlyWide()
                        .text("Why", 400, one -> why(one.dispute()))
                        .onlyWide()));
    }

    private static String by(Dispute dispute) {
        return PlainText.cut(dispute.by(), 60) + ", "
                + Formats.shortDate(LocalDate.ofInstant(dispute.at(), ZoneOffset.UTC));
    }

    private static String why(Dispute dispute) {
        return PlainText.cut(dispute.why(), LONGEST);
    }

    /** The same of a table whose last column has figures: the room is left beside it. */
    static Component fittingFigures(Table<?> table) {
        var html = table.html();
        html.addClassNames("fitting", "of-figures");
        return html;
    }

    /** A table that fits, whose rows ask for something: their names look like the links that they are. */
    static Component linked(Table<?> table) {
        var html = table.html();
        html.addClassNames("fitting", "linked");
        return html;
    }

    /** Its columns are as wide as what they say; the last one takes the room that is left. */
    static Component fitting(Table<?> table) {
        var html = table.html();
        html.addClassName("fitting");
        return html;
    }
}
