package dev.bursar.chargeback.documents.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValueAndElement;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.chargeback.documents.DocumentDraft;
import dev.bursar.chargeback.documents.DocumentRefused;
import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.chargeback.documents.DocumentRefused.Problem;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;
import org.joda.money.CurrencyUnit;

/** Asks for a document that Bursar can't read. What can't be is said at its field, and nothing that was entered is lost. */
final class TypeInDialog extends Dialog {
    private static final int MONTHS = 36;

    private final RadioButtonGroup<DocumentDraft.Type> type = new RadioButtonGroup<>("Type");
    private final TextField number = new TextField("Document number");
    private final TextField seller = new TextField("Issued by");
    private final ComboBox<YearMonth> month = new ComboBox<>("Billing month");
    private final DatePicker issued = new DatePicker("Issue date");
    private final ComboBox<String> currency = new ComboBox<>("Currency");
    private final TextField total = new TextField("Total with tax");
    private final Map<Field, HasValidation> places = new EnumMap<>(Field.class);
    private final Consumer<DocumentDraft> save;

    /**
     * @param shown the month that the page shows, or the last one
     * @param save stores it; what it throws is said here
     */
    TypeInDialog(YearMonth shown, String usualCurrency, LocalDate today, Consumer<DocumentDraft> save) {
        this.save = save;
        setHeaderTitle("New document");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        type.addClassName("in-line");
        type.setItems(DocumentDraft.Type.values());
        type.setItemLabelGenerator(DocumentDraft.Type::label);
        type.setValue(DocumentDraft.Type.INVOICE);
        type.setHelperText("A credit memo reduces the month\u2019s total. Enter its amount as a positive figure.");
        seller.setValue("Amazon Web Services, Inc.");
        YearMonth present = YearMonth.from(today);
        month.setItems(IntStream.range(0, MONTHS).mapToObj(present::minusMonths).toList());
        month.setItemLabelGenerator(Formats::month);
        month.setValue(shown);
        issued.setI18n(DayFormats.words());
        currency.setItems(CurrencyUnit.registeredCurrencies().stream()
                .map(CurrencyUnit::getCode)
                .sorted()
                .toList());
        currency.setValue(usualCurrency);
        var amount = Styled.div("document-amount", currency, total);
        var fields = Styled.div("change-fields", type, number, seller, month, issued, amount);
        add(fields);
        place(Field.TYPE, type);
        place(Field.NUMBER, number);
        place(Field.SELLER, seller);
        place(Field.BILLING_MONTH, month);
        place(Field.ISSUED_ON, issued);
        place(Field.CURRENCY, currency);
        place(Field.TOTAL, total);
        for (var field : List.of(number, seller, total)) {
            field.setManualValidation(true);
        }
        month.setManualValidation(true);
        issued.setManualValidation(true);
        currency.setManualValidation(true);
        type.setManualValidation(true);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save document", click -> save()));
    }

    private <F extends HasValueAndElement<?, ?> & HasValidation> void place(Field field, F component) {
        component.setRequiredIndicatorVisible(true);
        component.addValueChangeListener(change -> component.setInvalid(false));
        places.put(field, component);
    }

    private void save() {
        places.values().forEach(field -> field.setInvalid(false));
        boolean saved = UserAction.of(() -> save.accept(draft()))
                .on(DocumentRefused.class, this::refuse)
                .denied("You no longer have permission to type in documents. Nothing was added.")
                .run();
        if (saved) {
            close();
        }
    }

    private DocumentDraft draft() {
        return new DocumentDraft(
                type.getValue(),
                number.getValue(),
                seller.getValue(),
                month.getValue(),
                issued.getValue(),
                currency.getValue() == null ? "" : currency.getValue(),
                total.getValue());
    }

    private void refuse(DocumentRefused refused) {
        boolean first = true;
        for (var place : places.entrySet()) {
            Problem problem = refused.problems().get(place.getKey());
            if (problem != null) {
                place.getValue().setErrorMessage(DocumentText.refused(place.getKey(), problem));
                place.getValue().setInvalid(true);
                if (first && place.getValue() instanceof Focusable<?> field) {
                    field.focus();
                    first = false;
                }
            }
        }
    }
}
