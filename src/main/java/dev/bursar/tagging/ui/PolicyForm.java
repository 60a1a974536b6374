package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.tagging.policy.PolicyRefused;
import dev.bursar.tagging.policy.PolicyService.Choices;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.PlainText;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** The fields of a tag policy. */
final class PolicyForm extends Div {
    private static final int LONGEST_LABEL = 80;

    private final TextField name = new TextField("Name");
    private final ComboBox<String> key = new ComboBox<>("Tag key");
    private final Checkbox anyKeyCase = new Checkbox("Accept the key in any case");
    private final AllowedField allowed;
    private final ChosenField types;
    private final ChosenField accounts;
    private final Checkbox withFree = new Checkbox("Include resources that cost nothing");
    private final Checkbox withServiceMade = new Checkbox("Include resources made by AWS services");
    private final DatePicker from = new DatePicker("From");
    private final TextField grace = new TextField("Grace period in days");

    /**
     * @param begin what the fields say first
     * @param names of accounts by id
     * @param changed told when a person changes something
     */
    PolicyForm(Choices choices, TagPolicy begin, Map<String, String> names, Runnable changed) {
        addClassName("policy-form");
        name.setMaxLength(100);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setValue(begin.name());
        key.setItems(choices.keys());
        key.setItemLabelGenerator(one -> PlainText.cut(one, LONGEST_LABEL));
        key.setAllowCustomValue(true);
        key.addCustomValueSetListener(typed -> key.setValue(typed.getDetail()));
        key.setRequiredIndicatorVisible(true);
        key.setManualValidation(true);
        key.setHelperText("As it must be written, such as team. Choose a key or enter another one.");
        if (!begin.key().isEmpty()) {
            key.setValue(begin.key());
        }
        anyKeyCase.setValue(begin.anyKeyCase());
        anyKeyCase.setHelperText("Team and TEAM count as team.");
        allowed = new AllowedField(begin.rule(), changed);
        types = new ChosenField(
                "Resource types",
                "types",
                choices.types(),
                begin.types(),
                type -> PlainText.cut(type, LONGEST_LABEL),
                changed);
        accounts = new ChosenField(
                "Accounts",
                "accounts",
                choices.accounts(),
                begin.accounts(),
                id -> PolicyText.account(id, names),
                changed);
        withFree.setValue(begin.withFree());
        withServiceMade.setValue(begin.withServiceMade());
        withServiceMade.setHelperText(
                "Such as network interfaces of a load balancer. People often can\u2019t tag them.");
        from.setI18n(new DatePicker.DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
                .setFirstDayOfWeek(1));
        from.setRequiredIndicatorVisible(true);
        from.setManualValidation(true);
        from.setHelperText("The first day on which resources are checked, in UTC.");
        from.setValue(begin.from());
        grace.setHelperText("How long a new violation may stand before it counts as open, 0 to 365.");
        grace.setManualValidation(true);
        grace.setMaxLength(3);
        grace.setValue(String.valueOf(begin.graceDays()));
        listen(changed);
        add(name, key, anyKeyCase, allowed, types, accounts, withFree, withServiceMade, from, grace);
    }

    private void listen(Runnable changed) {
        name.addValueChangeListener(change -> changed.run());
        key.addValueChangeListener(change -> changed.run());
        anyKeyCase.addValueChangeListener(change -> changed.run());
        withFree.addValueChangeListener(change -> changed.run());
        withServiceMade.addValueChangeListener(change -> changed.run());
        from.addValueChangeListener(change -> changed.run());
        grace.addValueChangeListener(change -> changed.run());
    }

    /** What is entered, without number and version; empty where a field can't be read, which is then said at it. */
    Optional<TagPolicy> read() {
        name.setInvalid(false);
        key.setInvalid(false);
        from.setInvalid(false);
        grace.setInvalid(false);
        LocalDate day = from.getValue();
        if (day == null) {
            refuse(from, "Choose a date, such as 1 Nov 2026.");
            return Optional.empty();
        }
        String days = grace.getValue().strip();
        if (!days.matches("\\d{1,3}")) {
            refuse(grace, "Enter 0 to 365 days.");
            return Optional.empty();
        }
        return Optional.of(new TagPolicy(
                0,
                name.getValue(),
                key.getOptionalValue().orElse(""),
                anyKeyCase.getValue(),
                allowed.read(),
                types.read(),
                accounts.read(),
                withFree.getValue(),
                withServiceMade.getValue(),
                day,
                Integer.parseInt(days),
                0));
    }

    /** Says at the field what is wrong. */
    void refused(PolicyRefused refused) {
        String sentence = refused.sentence();
        switch (refused.field()) {
            case NAME -> refuse(name, sentence);
            case KEY -> refuse(key, sentence);
            case VALUES -> allowed.refuseValues(sentence);
            case PATTERN -> allowed.refusePattern(sentence);
            case TYPES -> types.refuse(sentence);
            case ACCOUNTS -> accounts.refuse(sentence);
            case FROM -> refuse(from, sentence);
            case GRACE -> refuse(grace, sentence);
            case EXEMPT, REASON, LAST_DAY -> throw new IllegalStateException("A policy has no such field", refused);
        }
    }

    private static <F extends HasValidation & Focusable<?>> void refuse(F field, String sentence) {
        FieldErrors.show(field, sentence);
        field.focus();
    }
}
