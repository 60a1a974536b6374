package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.budgets.Cadence;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** One limit for all periods, or one for each of the periods to come. */
final class LimitsField extends Composite<Div> {
    private enum Kind {
        FIXED("The same in every period"),
        PLANNED("Planned by period");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>("Limit");
    private final Div fields = Styled.div("limit-fields");
    private final List<TextField> limits = new ArrayList<>();
    private final Runnable changed;
    private String currency = "USD";
    private LocalDateRange from;
    private Cadence cadence = Cadence.MONTH;

    LimitsField(LocalDateRange from, Runnable changed) {
        this.from = from;
        this.changed = changed;
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(one -> one.label);
        kind.setValue(Kind.FIXED);
        kind.addValueChangeListener(change -> {
            draw();
            changed.run();
        });
        getContent().addClassName("limits");
        getContent().add(kind, fields);
        draw();
    }

    /** From which period on, and how long periods are; what is typed stays in its place. */
    void periods(LocalDateRange first, Cadence length, String money) {
        if (!first.equals(from) || length != cadence || !money.equals(currency)) {
            from = first;
            cadence = length;
            currency = money;
            draw();
        }
    }

    void show(List<BigDecimal> amounts) {
        kind.setValue(amounts.size() > 1 ? Kind.PLANNED : Kind.FIXED);
        draw();
        for (int i = 0; i < Math.min(amounts.size(), limits.size()); i++) {
            limits.get(i).setValue(AmountText.write(amounts.get(i)));
        }
    }

    /** Fills in one amount everywhere. */
    void fill(BigDecimal amount) {
        limits.forEach(field -> field.setValue(AmountText.write(amount)));
    }

    private void draw() {
        List<String> typed = limits.stream().map(TextField::getValue).toList();
        limits.clear();
        fields.removeAll();
        boolean planned = kind.getValue() == Kind.PLANNED;
        int count = planned
                ? switch (cadence) {
                    case MONTH -> 12;
                    case QUARTER -> 4;
                    case YEAR -> 3;
                }
                : 1;
        LocalDateRange period = from;
        for (int i = 0; i < count; i++) {
            var field = new TextField(planned ? Formats.period(period) : "Amount");
            field.setPrefixComponent(Styled.quiet(currency));
            field.setManualValidation(true);
            field.setMaxLength(40);
            field.setRequiredIndicatorVisible(true);
            field.addClassName("amount-field");
            if (i < typed.size()) {
                field.setValue(typed.get(i));
            } else if (!typed.isEmpty()) {
                field.setValue(typed.getLast());
            }
            field.addValueChangeListener(change -> {
                field.setInvalid(false);
                changed.run();
            });
            limits.add(field);
            fields.add(field);
            period = cadence.shifted(period, 1);
        }
    }

    /** The first limit as far as it can be read, without saying what is wrong. */
    Optional<BigDecimal> first() {
        return AmountText.read(limits.getFirst().getValue(), currency).amount();
    }

    /** All limits; empty, and said at the fields, where something is wrong. */
    Optional<List<BigDecimal>> read() {
        var read = new ArrayList<BigDecimal>();
        for (TextField field : limits) {
            AmountText amount = AmountText.read(field.getValue(), currency);
            field.setErrorMessage(amount.problem());
            field.setInvalid(amount.amount().isEmpty());
            amount.amount().ifPresent(read::add);
        }
        if (read.size() < limits.size()) {
            limits.stream().filter(TextField::isInvalid).findFirst().ifPresent(TextField::focus);
            return Optional.empty();
        }
        return Optional.of(read);
    }

    void refuse(String words) {
        TextField first = limits.getFirst();
        FieldErrors.show(first, words);
        first.focus();
    }
}
