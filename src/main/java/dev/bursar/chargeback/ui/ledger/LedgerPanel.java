package dev.bursar.chargeback.ui.ledger;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.chargeback.ledger.LedgerRow;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import java.util.Map;
import java.util.function.LongFunction;

/** A transaction with its postings. */
final class LedgerPanel extends DetailPanel {
    /** @param address of the details of another transaction */
    LedgerPanel(LedgerRow row, Map<Integer, String> teams, LongFunction<String> address, Runnable close) {
        super("Transaction " + row.id(), close);
        DescriptionList facts = Styled.facts();
        fact(facts, "What", PlainText.name(LedgerText.what(row, teams)));
        fact(facts, "Month", new Span(Formats.month(row.month())));
        fact(
                facts,
                "Posted",
                new Span(Formats.momentWithYear(row.at())),
                Styled.quiet("by " + PlainText.cut(row.by(), 80)));
        if (!row.reason().isEmpty()) {
            fact(facts, "Reason", new Span(PlainText.full(row.reason())));
        }
        row.corrects()
                .ifPresent(id -> fact(facts, "Corrects", LedgerTable.link("Transaction " + id, address.apply(id))));
        row.correctedBy()
                .ifPresent(id -> fact(facts, "Reversed by", LedgerTable.link("Transaction " + id, address.apply(id))));
        fact(facts, "SHA-256", Styled.span("mono", row.sha256()));
        add(facts, new H3("Postings"));
        var postings = new UnorderedList();
        postings.addClassNames("facts-list", "postings");
        row.lines().forEach(line -> postings.add(posting(row, line, LedgerText.account(line.account(), teams))));
        add(postings, Styled.note("They add up to zero in each currency."));
    }

    private static ListItem posting(LedgerRow row, LedgerRow.Line line, String account) {
        var item = new ListItem(
                Styled.div("fact-head", PlainText.name(account), Styled.span("number", Formats.money(line.amount()))));
        if (!line.ofMonth().equals(row.month())) {
            item.add(new Div(Styled.quiet("of " + Formats.month(line.ofMonth()))));
        }
        line.document().ifPresent(number -> item.add(new Div(Styled.quiet("document " + PlainText.cut(number, 64)))));
        if (!line.note().isEmpty()) {
            item.add(new Div(Styled.quiet(PlainText.full(line.note()))));
        }
        return item;
    }
}
