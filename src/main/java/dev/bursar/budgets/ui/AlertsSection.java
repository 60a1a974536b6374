package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.budgets.BudgetAlert;
import dev.bursar.budgets.BudgetService.Sheet;
import dev.bursar.budgets.BudgetText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import java.math.BigDecimal;
import java.util.function.LongConsumer;

/** The thresholds that a budget passed, what is true of them now, and who has seen them. */
final class AlertsSection extends Composite<Section> {
    private final Sheet sheet;
    private final LongConsumer acknowledge;

    AlertsSection(Sheet sheet, LongConsumer acknowledge) {
        this.sheet = sheet;
        this.acknowledge = acknowledge;
    }

    @Override
    protected Section initContent() {
        var section = new Section("Alerts").flush();
        if (sheet.alerts().isEmpty()) {
            return section.with(BudgetSections.note("No threshold has been passed."));
        }
        var list = new UnorderedList();
        list.addClassName("facts-list");
        sheet.alerts().forEach(alert -> list.add(item(alert)));
        return section.with(list);
    }

    private ListItem item(BudgetAlert alert) {
        String currency = sheet.row().budget().currency();
        var head = new Div(
                new Span(BudgetText.threshold(alert.threshold()) + ", "
                        + Formats.period(sheet.row().budget().period(alert.period()))),
                new Span(Formats.money(alert.amount(), currency)));
        head.addClassName("fact-head");
        var item = new ListItem(head);
        line(
                item,
                "Passed on " + Formats.momentWithYear(alert.decidedAt()) + ", limit "
                        + Formats.money(alert.limit(), currency));
        if (alert.moved() != null) {
            line(item, "Largest increases: " + PlainText.cut(alert.moved(), 200));
        }
        BigDecimal restated = alert.restatedTo();
        if (restated != null) {
            line(
                    item,
                    "Since restated, now "
                            + Formats.used(restated, alert.limit()).orElse("") + " ("
                            + Formats.money(restated, currency) + ")");
        }
        if (!alert.told()) {
            line(item, "Already passed when the budget was set: no alert was sent.");
        }
        BudgetAlert.Acknowledged seen = alert.acknowledged();
        if (seen != null) {
            line(
                    item,
                    "Acknowledged by " + PlainText.cut(seen.name(), 60) + " on " + Formats.momentWithYear(seen.at()));
        } else if (alert.isWaiting() && sheet.mayAcknowledge()) {
            var button = Buttons.neutral("Acknowledge", click -> acknowledge.accept(alert.id()));
            button.setAriaLabel("Acknowledge " + BudgetText.threshold(alert.threshold()) + ", "
                    + Formats.period(sheet.row().budget().period(alert.period())));
            item.add(button);
        } else if (alert.isWaiting()) {
            line(item, "Not acknowledged yet");
        }
        return item;
    }

    private static void line(ListItem item, String words) {
        var line = new Paragraph(words);
        line.addClassName("fact-part");
        item.add(line);
    }
}
