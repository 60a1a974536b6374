package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.Adjustment.State;
import dev.bursar.chargeback.adjustments.AdjustmentService.Page;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;

/** An adjustment, and what the person can do with it. */
final class AdjustmentPanel extends DetailPanel {
    /** What finance does. */
    interface Actions {
        void approve(Adjustment adjustment);

        void reject(Adjustment adjustment);

        void reverse(Adjustment adjustment);
    }

    /** @param address of the details of another adjustment */
    AdjustmentPanel(Adjustment row, Page page, LongFunction<String> address, Actions actions, Runnable close) {
        super("Adjustment " + row.id(), close);
        DescriptionList facts = Styled.facts();
        fact(facts, "State", AdjustmentTable.badge(row.state()));
        fact(facts, "Amount", Styled.span("number", Formats.money(row.amount())));
        fact(facts, "From", PlainText.name(LedgerText.account(row.from(), page.teams())), Styled.quiet("owes less"));
        fact(facts, "To", PlainText.name(LedgerText.account(row.to(), page.teams())), Styled.quiet("owes more"));
        fact(facts, "About", new Span(Formats.month(row.ofMonth())));
        fact(facts, "Billed in", new Span(Formats.month(row.month())));
        fact(facts, "Reason", new Span(PlainText.full(row.reason())));
        row.reverses().ifPresent(id -> fact(facts, "Reverses", link("Adjustment " + id, address.apply(id))));
        row.reversal()
                .ifPresent(one -> fact(
                        facts,
                        one.posted() ? "Reversed by" : "Reversal proposed",
                        link("Adjustment " + one.id(), address.apply(one.id()))));
        fact(
                facts,
                row.transaction().isPresent()
                                && row.decision().orElseThrow().by().equals(row.by())
                        ? "Posted"
                        : "Proposed",
                new Span(Formats.momentWithYear(row.at())),
                Styled.quiet("by " + PlainText.cut(row.by().name(), 80)));
        row.decision()
                .filter(one -> one.transaction().isEmpty() || !one.by().equals(row.by()))
                .ifPresent(one -> fact(
                        facts,
                        one.transaction().isPresent() ? "Approved" : "Rejected",
                        new Span(Formats.momentWithYear(one.at())),
                        Styled.quiet("by " + PlainText.cut(one.by().name(), 80)),
                        new Span(PlainText.full(one.reason()))));
        row.transaction()
                .ifPresent(
                        id -> fact(facts, "In the ledger", link("Transaction " + id, ChargebackLinks.transaction(id))));
        add(facts);
        if (page.mayPost()) {
            actions(row, page, actions);
        }
    }

    private void actions(Adjustment row, Page page, Actions actions) {
        if (row.state() == State.PROPOSED) {
            boolean own = page.fourEyes() && row.by().id().value() == page.person();
            Div buttons = Styled.div("actions");
            if (own) {
                add(Styled.note("You proposed it: another person with the role Finance approves it."));
            } else {
                buttons.add(Buttons.primary("Approve", click -> actions.approve(row)));
            }
            buttons.add(Buttons.neutral("Reject\u2026", click -> actions.reject(row)));
            add(buttons);
        } else if (row.mayBeReversed()) {
            add(Styled.div("actions", Buttons.neutral("Reverse\u2026", click -> actions.reverse(row))));
        }
    }

    private static Span link(String words, String address) {
        Anchor link = Styled.pageLink(address, words);
        link.addClassName("fact-link");
        return new Span(link);
    }

    /** Said before it is rejected. */
    static String rejects(Adjustment row, Page page) {
        return AdjustmentText.moved(row, page.teams()) + ". Nothing is posted. The proposal stays listed as rejected.";
    }

    /** Said before it is reversed. */
    static String reverses(Adjustment row, Page page) {
        return AdjustmentText.moved(row, page.teams())
                + ", taken back in the earliest open month by an adjustment the other way."
                + (page.fourEyes() ? " Another person with the role Finance approves it first." : "");
    }
}
