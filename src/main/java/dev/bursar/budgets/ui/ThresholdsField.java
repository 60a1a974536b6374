package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.Threshold;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import module java.base;

/** The percentages at which people are told. */
final class ThresholdsField extends Composite<Div> {
    private final Div rows = Styled.div("threshold-rows");
    private final Paragraph problem = new Paragraph();
    private final List<Row> all = new ArrayList<>();
    private final Runnable changed;

    ThresholdsField(Runnable changed) {
        this.changed = changed;
        getContent().addClassName("thresholds");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", "Alerts");
        var label = Styled.span("group-label", "Alerts");
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        getContent().add(label, rows, problem, Buttons.link(Icons.PLUS, "New alert", click -> {
            if (all.size() >= BudgetDraft.MOST_THRESHOLDS) {
                refuse("A budget has at most 10 alerts.");
                return;
            }
            add(new Threshold(Threshold.Kind.ACTUAL, 90)).percent.focus();
            changed.run();
        }));
    }

    void show(List<Threshold> thresholds) {
        all.clear();
        rows.removeAll();
        thresholds.forEach(this::add);
    }

    /** What is set; empty, and said at the field, where something is wrong. */
    Optional<List<Threshold>> read() {
        problem.setVisible(false);
        var read = new ArrayList<Threshold>();
        for (Row row : all) {
            row.read().ifPresent(read::add);
        }
        if (read.size() < all.size()) {
            return Optional.empty();
        }
        if (read.stream().distinct().count() < read.size()) {
            refuse("Two alerts are the same. Change or remove one of them.");
            return Optional.empty();
        }
        return Optional.of(read);
    }

    void refuse(String words) {
        problem.setText(words);
        problem.setVisible(true);
    }

    private Row add(Threshold threshold) {
        var row = new Row(threshold);
        all.add(row);
        rows.add(row.line);
        return row;
    }

    private final class Row {
        private final TextField percent = new TextField();
        private final Select<Threshold.Kind> kind = new Select<>();
        private final Div line = new Div();

        private Row(Threshold threshold) {
            percent.setAriaLabel("Percent of the limit");
            percent.setSuffixComponent(new Span("%"));
            percent.setManualValidation(true);
            percent.setMaxLength(6);
            percent.setValue(String.valueOf(threshold.percent()));
            kind.setAriaLabel("Of what");
            kind.setItems(Threshold.Kind.values());
            kind.setItemLabelGenerator(
                    one -> one == Threshold.Kind.ACTUAL ? "of the limit spent" : "of the limit projected");
            kind.setValue(threshold.kind());
            percent.addValueChangeListener(change -> changed.run());
            kind.addValueChangeListener(change -> changed.run());
            var remove = Buttons.icon(Icons.X, "Remove alert", click -> {
                all.remove(this);
                rows.remove(line);
                problem.setVisible(false);
                changed.run();
            });
            line.addClassName("threshold-row");
            line.add(percent, kind, remove);
        }

        private Optional<Threshold> read() {
            String text = percent.getValue().strip();
            boolean right = text.matches("[0-9]{1,4}")
                    && Integer.parseInt(text) >= 1
                    && Integer.parseInt(text) <= Threshold.HIGHEST;
            percent.setErrorMessage("Enter 1 to 1,000.");
            percent.setInvalid(!right);
            return right ? Optional.of(new Threshold(kind.getValue(), Integer.parseInt(text))) : Optional.empty();
        }
    }
}
