package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.chargeback.adjustments.AdjustmentChoices;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentRefused;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Why;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.chargeback.ui.adjustments.EffectNote.Move;
import dev.bursar.list.ListState;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/** Asks what a new adjustment moves. What can't be is said at its field, and nothing that was entered is lost. */
final class AdjustmentDialog extends Dialog {
    private static final int LONGEST_REASON = 500;

    private final ComboBox<YearMonth> month = new ComboBox<>("Month of the charges");
    private final ComboBox<LedgerAccount> from = new ComboBox<>("From, owes less");
    private final ComboBox<LedgerAccount> to = new ComboBox<>("To, owes more");
    private final ComboBox<String> currency = new ComboBox<>("Currency");
    private final TextField amount = new TextField("Amount");
    private final TextArea reason = new TextArea("Reason");
    private final Map<Field, HasValidation> places = new EnumMap<>(Field.class);
    private final Optional<Long> dispute;
    private final Consumer<AdjustmentDraft> save;

    /**
     * @param filled what fills in the fields, where it can be chosen
     * @param fourEyes whether another person posts it
     * @param corrections what AWS changed itself
     * @param effect what both statements come to
     * @param save stores it; what it throws is said here
     */
    AdjustmentDialog(
            AdjustmentChoices choices,
            Map<Integer, String> teams,
            ListState filled,
            boolean fourEyes,
            CorrectionNote corrections,
            EffectNote effect,
            Consumer<AdjustmentDraft> save) {
        this.save = save;
        dispute = filled.get(AdjustmentList.DISPUTE);
        setHeaderTitle("New adjustment");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        month.setItems(choices.ofMonths());
        month.setItemLabelGenerator(Formats::month);
        month.setManualValidation(true);
        for (var account : List.of(from, to)) {
            account.setItems(choices.accounts());
            account.setItemLabelGenerator(one -> LedgerText.account(one, teams));
            account.setManualValidation(true);
        }
        currency.setItems(choices.currencies());
        currency.setManualValidation(true);
        if (choices.currencies().size() == 1) {
            currency.setVisible(false);
            amount.setLabel("Amount, " + choices.currencies().getFirst());
        }
        amount.setManualValidation(true);
        reason.setManualValidation(true);
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText("Leads of both teams see it on their statements. They don\u2019t see the other team.");
        place(Field.OF_MONTH, month);
        place(Field.FROM, from);
        place(Field.TO, to);
        place(Field.CURRENCY, currency);
        place(Field.AMOUNT, amount);
        place(Field.REASON, reason);
        month.addValueChangeListener(change -> corrections.about(change.getValue()));
        for (var account : List.of(from, to)) {
            account.addValueChangeListener(change -> corrections.between(Stream.of(from, to)
                    .flatMap(one -> one.getOptionalValue().stream())
                    .collect(Collectors.toSet())));
        }
        for (HasValue<?, ?> field : List.of(from, to, currency, amount)) {
            field.addValueChangeListener(change -> effect.of(move()));
        }
        amount.setValueChangeMode(ValueChangeMode.LAZY);
        fill(choices, filled);
        String stands = Formats.month(choices.month());
        add(Styled.div(
                "change-fields",
                new Paragraph("It appears on both teams\u2019 " + stands + " statements (the earliest open month). You"
                        + " can\u2019t edit it later, but you can reverse it once."
                        + (fourEyes ? " Another person with the role Finance approves it first." : "")),
                month,
                Styled.div("price-pair", from, to),
                corrections,
                currency.isVisible() ? Styled.div("document-amount", currency, amount) : amount,
                effect,
                reason));
        getFooter()
                .add(
                        Buttons.neutral("Cancel", click -> close()),
                        Buttons.primary(fourEyes ? "Propose adjustment" : "Post adjustment", click -> save()));
    }

    /** What is entered, where it is enough to be added up. */
    private Optional<Move> move() {
        LedgerAccount less = from.getValue();
        LedgerAccount more = to.getValue();
        String code = currency.getValue();
        return less == null || more == null || less.equals(more) || code == null
                ? Optional.empty()
                : AmountText.read(amount.getValue(), code)
                        .amount()
                        .filter(entered -> entered.signum() > 0)
                        .map(entered -> new Move(less, more, code, entered));
    }

    private <F extends HasValueAndElement<?, ?> & HasValidation> void place(Field field, F component) {
        component.setRequiredIndicatorVisible(true);
        component.addValueChangeListener(change -> component.setInvalid(false));
        places.put(field, component);
    }

    private void fill(AdjustmentChoices choices, ListState filled) {
        filled.get(AdjustmentList.NEW).filter(choices.ofMonths()::contains).ifPresent(month::setValue);
        filled.get(AdjustmentList.FROM).filter(choices.accounts()::contains).ifPresent(from::setValue);
        filled.get(AdjustmentList.TO).filter(choices.accounts()::contains).ifPresent(to::setValue);
        filled.get(AdjustmentList.CURRENCY)
                .filter(choices.currencies()::contains)
                .or(() -> usual(choices))
                .ifPresent(currency::setValue);
        filled.get(AdjustmentList.AMOUNT).ifPresent(value -> amount.setValue(AmountText.write(value)));
        reason.setValue(filled.get(AdjustmentList.REASON));
    }

    private static Optional<String> usual(AdjustmentChoices choices) {
        return choices.currencies().stream()
                .filter("USD"::equals)
                .findFirst()
                .or(() -> choices.currencies().stream().findFirst());
    }

    private void save() {
        places.values().forEach(field -> field.setInvalid(false));
        String code = currency.getValue() == null ? "" : currency.getValue();
        AmountText typed = AmountText.read(amount.getValue(), code.isEmpty() ? "USD" : code);
        boolean saved = UserAction.of(() -> save.accept(new AdjustmentDraft(
                        month.getValue(),
                        from.getValue(),
                        to.getValue(),
                        code,
                        typed.amount().orElse(null),
                        reason.getValue(),
                        dispute)))
                .on(AdjustmentRefused.class, refused -> refuse(refused, typed))
                .denied("You no longer have permission to post adjustments. Nothing was changed.")
                .run();
        if (saved) {
            close();
        }
    }

    private void refuse(AdjustmentRefused refused, AmountText typed) {
        boolean first = true;
        for (var place : places.entrySet()) {
            Why why = refused.problems().get(place.getKey());
            if (why != null) {
                place.getValue()
                        .setErrorMessage(
                                place.getKey() == Field.AMOUNT && why == Why.MISSING
                                        ? typed.problem()
                                        : AdjustmentText.refused(place.getKey(), why));
                place.getValue().setInvalid(true);
                if (first && place.getValue() instanceof Focusable<?> field) {
                    field.focus();
                    first = false;
                }
            }
        }
        Why all = refused.problems().get(Field.ADJUSTMENT);
        if (all != null) {
            Notices.warning(AdjustmentText.refused(Field.ADJUSTMENT, all));
        }
    }
}
