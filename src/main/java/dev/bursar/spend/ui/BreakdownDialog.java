package dev.bursar.spend.ui;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.charges.Dimension;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.costexplorer.BreakdownExists;
import dev.bursar.spend.Breakdowns;
import dev.bursar.spend.Breakdowns.Price;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Styled;
import module java.base;

/** Turns a breakdown on, its price before it. */
final class BreakdownDialog extends Dialog {
    private final Breakdowns breakdowns;
    private final IntConsumer turnedOn;
    private final TextField key = new TextField("Tag key");
    private final Select<Dimension> dimension = new Select<>();
    private final Paragraph price = new Paragraph();

    BreakdownDialog(Breakdowns breakdowns, IntConsumer turnedOn) {
        super("Break down costs by another tag");
        this.breakdowns = breakdowns;
        this.turnedOn = turnedOn;
        key.setRequiredIndicatorVisible(true);
        key.setMaxLength(Breakdown.LONGEST_KEY);
        key.setHelperText("Enter it exactly as in AWS. It must be activated for cost allocation.");
        key.setWidthFull();
        dimension.setLabel("Second dimension");
        dimension.setItems(Breakdown.DIMENSIONS);
        dimension.setItemLabelGenerator(Dimension::label);
        dimension.setValue(Dimension.SERVICE);
        dimension.setWidthFull();
        dimension.addValueChangeListener(change -> showPrice());
        var form = Styled.div("breakdown-form", key, dimension, price);
        add(form);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Turn on", click -> turnOn()));
        showPrice();
    }

    private void showPrice() {
        try {
            price.setText(words(breakdowns.price(dimension.getValue())));
        } catch (RuntimeException e) {
            price.setText("The price could not be estimated. Give your admin reference "
                    + Reference.of(e).code() + ".");
        }
    }

    /** {@code About 3 requests at first ($0.03), then 1 whenever costs changed …}. */
    static String words(Price price) {
        return "About " + Formats.count(price.first(), "request", "requests") + " for the first read ("
                + Formats.money(price.firstUsd(), "USD") + "), then " + Formats.count(price.refresh())
                + " each time costs change: at most " + Formats.money(price.aMonth(), "USD")
                + " a month. The caps apply. Costs of tag values are not split by team, so only finance, admins and"
                + " auditors can see them.";
    }

    private void turnOn() {
        try {
            int id = breakdowns.turnOn(key.getValue(), dimension.getValue());
            close();
            Notices.success("Breakdown turned on: "
                    + PlainText.cut(key.getValue().strip(), 60)
                    + ". Bursar reads it the next time its job runs. An admin can run the job now on the Sync page.");
            turnedOn.accept(id);
        } catch (BreakdownExists e) {
            invalid("This breakdown already exists");
        } catch (IllegalArgumentException e) {
            invalid(
                    key.getValue().isBlank()
                            ? "Enter a tag key"
                            : "A tag key has 1 to 128 characters and no $. You can have at most 10 breakdowns.");
        } catch (RuntimeException e) {
            Notices.failure(Reference.of(e));
        }
    }

    private void invalid(String words) {
        FieldErrors.show(key, words);
        key.focus();
    }
}
