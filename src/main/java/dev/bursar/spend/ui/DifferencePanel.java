package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.spend.CostExplorerDifference;
import dev.bursar.spend.CostExplorerDifferences;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** Says why a figure is another than the one in Cost Explorer, and how to see the same there. */
final class DifferencePanel extends Dialog {
    private final Div content = Styled.div("why");
    private final CostQuery question;
    private final CurrencySpend spend;

    DifferencePanel(CostExplorerDifferences differences, Workers workers, CostQuery question, CurrencySpend spend) {
        this.question = question;
        this.spend = spend;
        addClassName("why-panel");
        setHeaderTitle("Why does this differ from Cost Explorer?");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        add(content);
        var words = new Paragraph("Calculating what Cost Explorer shows");
        words.getElement().setAttribute("role", "status");
        words.addClassName("note");
        content.add(words);
        // not when it is opened: a fast answer would come before the panel is part of the page, and be lost
        addAttachListener(event -> new PageWork(this, workers)
                .ask(() -> differences.of(question, spend.currency()), this::show, this::failed));
    }

    private void failed(RuntimeException problem) {
        content.removeAll();
        var words = new Paragraph("The sums could not be loaded. If it fails again, give your admin reference "
                + Reference.of(problem).code() + ".");
        words.getElement().setAttribute("role", "alert");
        content.add(words);
    }

    private void show(Optional<CostExplorerDifference> found) {
        content.removeAll();
        if (found.isEmpty()) {
            content.add(new Paragraph("These costs no longer exist. Reload the page."));
            return;
        }
        CostExplorerDifference difference = found.get();
        if (difference.known()) {
            var bridge = Styled.div("bridge");
            DifferenceText.bridge(question, difference).forEach(line -> bridge.add(line(line)));
            content.add(part("From this figure to Cost Explorer's", bridge));
        }
        var reasons = new UnorderedList();
        reasons.addClassName("reasons");
        DifferenceText.reasons(question, spend, difference).forEach(reason -> reasons.add(new ListItem(reason)));
        content.add(part("Other differences", reasons));
        var settings = Styled.facts();
        DifferenceText.settings(question, difference)
                .forEach((name, value) ->
                        settings.add(new DescriptionList.Term(name), new DescriptionList.Description(value)));
        content.add(part("Matching Cost Explorer settings", settings));
    }

    private static Div part(String title, Component what) {
        return Styled.div("why-rule", new H3(title), what);
    }

    private static Div line(DifferenceText.Line line) {
        var amount = new Span(line.amount());
        amount.addClassName("number");
        var row = Styled.div("why-match", new Span(line.name()), amount);
        if (line.isSum()) {
            row.addClassName("strong");
        }
        return row;
    }
}
