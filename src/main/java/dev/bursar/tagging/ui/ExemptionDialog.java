package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.tagging.policy.Exemption.Scope;
import dev.bursar.tagging.policy.ExemptionService;
import dev.bursar.tagging.policy.ExemptionService.Draft;
import dev.bursar.tagging.policy.PolicyRefused;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.ui.fixes.ExemptChosenDialog;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/** Asks what policies leave alone, why and until when. What can't be is said at its field, and nothing that was entered is lost. */
final class ExemptionDialog extends Dialog {
    private static final int ALL = 0;

    private final Select<Integer> policy = new Select<>();
    private final Select<Scope> scope = new Select<>();
    private final TextField value = new TextField();
    private final ReasonField reason = new ReasonField("Reason", ExemptionService.LONGEST_REASON);
    private final DatePicker from;
    private final DatePicker lastDay;
    private final Consumer<Draft> add;

    /** @param add stores it; what it throws is said here */
    ExemptionDialog(List<TagPolicy> policies, LocalDate today, Consumer<Draft> add) {
        this.add = add;
        setHeaderTitle("Exempt from tag policies");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        Map<Integer, String> names = policies.stream().collect(Collectors.toMap(TagPolicy::id, TagPolicy::name));
        var choices = new ArrayList<Integer>();
        choices.add(ALL);
        policies.forEach(one -> choices.add(one.id()));
        policy.setLabel("Policy");
        policy.setItems(choices);
        policy.setItemLabelGenerator(
                id -> id == null || id == ALL ? "All policies" : PlainText.cut(names.getOrDefault(id, ""), 60));
        policy.setRequiredIndicatorVisible(true);
        scope.setLabel("What is exempt");
        scope.setItems(Scope.values());
        scope.setItemLabelGenerator(ExemptionText::scope);
        scope.setValue(Scope.RESOURCE);
        value.setRequiredIndicatorVisible(true);
        value.setManualValidation(true);
        from = ExemptChosenDialog.day("First day");
        from.setValue(today);
        lastDay = ExemptChosenDialog.day("Last day");
        lastDay.setRequiredIndicatorVisible(true);
        policy.setManualValidation(true);
        policy.addValueChangeListener(change -> policy.setInvalid(false));
        scope.addValueChangeListener(change -> label());
        value.addValueChangeListener(change -> value.setInvalid(false));
        lastDay.addValueChangeListener(change -> lastDay.setInvalid(false));
        label();
        var days = Styled.div("exemption-days", from, lastDay);
        var fields = Styled.div("change-fields", policy, scope, value, reason, days);
        add(fields);
        getFooter()
                .add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save exemption", click -> save()));
    }

    /** Begins with a resource; and a policy, where it is one of those offered. */
    ExemptionDialog of(Optional<String> arn, Optional<Integer> number) {
        arn.ifPresent(value::setValue);
        number.filter(id -> policy.getListDataView().contains(id)).ifPresent(policy::setValue);
        return this;
    }

    private void label() {
        value.setInvalid(false);
        switch (scope.getValue()) {
            case RESOURCE -> {
                value.setLabel("ARN");
                value.setHelperText("Copy it from the resource\u2019s page in AWS.");
            }
            case TYPE -> {
                value.setLabel("Type");
                value.setHelperText("As Resource Explorer names it, such as ec2:instance.");
            }
            case ACCOUNT -> {
                value.setLabel("Account ID");
                value.setHelperText("Twelve digits.");
            }
        }
    }

    private void save() {
        Integer chosen = policy.getValue();
        if (chosen == null) {
            refuse(policy, "Choose a policy, or all policies.");
            return;
        }
        boolean added = UserAction.of(() -> add.accept(new Draft(
                        chosen == ALL ? null : chosen,
                        scope.getValue(),
                        entered(),
                        reason.getValue(),
                        from.getValue(),
                        lastDay.getValue())))
                .on(PolicyRefused.class, this::refused)
                .stale(() -> Notices.warning(
                        "Someone removed this policy in the meantime. Nothing was added. Choose another policy."))
                .denied("You no longer have permission to add exemptions. Nothing was added.")
                .run();
        if (added) {
            close();
        }
    }

    /** An account may be entered in groups of four, as Bursar shows it. */
    private String entered() {
        return scope.getValue() == Scope.ACCOUNT ? value.getValue().replaceAll("[\\s-]", "") : value.getValue();
    }

    private void refused(PolicyRefused refused) {
        String sentence = refused.sentence();
        switch (refused.field()) {
            case REASON -> refuse(reason, sentence);
            case LAST_DAY -> refuse(lastDay, sentence);
            case EXEMPT -> refuse(value, sentence);
            case NAME, KEY, VALUES, PATTERN, TYPES, ACCOUNTS, FROM, GRACE ->
                throw new IllegalStateException("An exemption has no such field", refused);
        }
    }

    private static <F extends HasValidation & Focusable<?>> void refuse(F field, String sentence) {
        FieldErrors.show(field, sentence);
        field.focus();
    }
}
