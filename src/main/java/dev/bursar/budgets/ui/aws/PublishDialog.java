package dev.bursar.budgets.ui.aws;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.budgets.writes.AwsBudgetWrites;
import dev.bursar.budgets.writes.AwsBudgetWrites.Link;
import dev.bursar.budgets.writes.AwsBudgetWrites.State;
import dev.bursar.budgets.writes.AwsName;
import dev.bursar.budgets.writes.BudgetWriteRefused;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NamedLink;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/** Asks for what a budget has in AWS only: a name that stays, and whom AWS tells. */
final class PublishDialog extends Dialog {
    private static final Pattern BETWEEN = Pattern.compile("[,;\\s]+");

    private final AwsBudgetWrites service;
    private final State state;
    private final LongConsumer proposed;
    private final Runnable reload;
    private final TextField name = new TextField("Name in AWS");
    private final Checkbox notify = new Checkbox("Have AWS send notifications too");
    private final TextArea addresses = new TextArea("E-mail addresses");
    private final ReasonField reason = new ReasonField();

    /**
     * @param proposed is told the change's number
     * @param reload shows the page anew where it can't be published any more
     */
    PublishDialog(AwsBudgetWrites service, State state, LongConsumer proposed, Runnable reload) {
        this.service = service;
        this.state = state;
        this.proposed = proposed;
        this.reload = reload;
        setHeaderTitle("Publish to AWS");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        name.setManualValidation(true);
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(AwsName.LONGEST);
        name.setValue(state.link().map(Link::name).orElse(state.suggested()));
        name.setHelperText("It can\u2019t be changed afterwards.");
        name.addValueChangeListener(change -> name.setInvalid(false));
        notify.setHelperText("Bursar tells people itself. AWS\u2019s mails come in addition, at the same thresholds.");
        addresses.setManualValidation(true);
        addresses.setVisible(false);
        addresses.setHelperText("Up to ten, with commas between them. Only admins see them in Bursar.");
        addresses.addValueChangeListener(change -> addresses.setInvalid(false));
        notify.addValueChangeListener(change -> addresses.setVisible(change.getValue()));
        add(Styled.div(
                "change-fields",
                new Paragraph(
                        "This proposes to create a budget in AWS with the limit and the costs of this one. AWS shows"
                                + " no spend for some hours, until it has worked it out."),
                name,
                notify,
                addresses,
                reason));
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Propose", click -> propose()));
    }

    private void propose() {
        UserAction.of(() -> {
                    long change =
                            service.publish(state.budget(), name.getValue().strip(), chosen(), reason.getValue());
                    close();
                    proposed.accept(change);
                })
                .on(BudgetWriteRefused.class, this::refuse)
                .on(AwsChangeRefused.class, this::refuse)
                .denied("Nothing was proposed. You no longer have permission to manage budgets in AWS.")
                .run();
    }

    private List<String> chosen() {
        if (!notify.getValue()) {
            return List.of();
        }
        List<String> typed = BETWEEN.splitAsStream(addresses.getValue())
                .filter(text -> !text.isEmpty())
                .toList();
        if (typed.isEmpty()) {
            throw new BudgetWriteRefused(BudgetWriteRefused.Why.ADDRESSES);
        }
        return typed;
    }

    private void refuse(BudgetWriteRefused refused) {
        String words = AwsWriteText.refused(refused.why());
        switch (refused.why()) {
            case NAME, NAME_TAKEN -> {
                FieldErrors.show(name, words);
                name.focus();
            }
            case ADDRESSES -> {
                FieldErrors.show(addresses, words);
                addresses.focus();
            }
            case GONE,
                    NO_THRESHOLDS,
                    NOT_PUBLISHABLE,
                    MANAGED,
                    NOT_MANAGED,
                    NO_PAYER,
                    NO_MATCH,
                    SAME,
                    VALUE_CHANGED,
                    CANNOT_BE_TAKEN -> leave(words);
        }
    }

    private void refuse(AwsChangeRefused refused) {
        String words = AwsChangeText.refused(refused);
        switch (refused.why()) {
            case NO_REASON, REASON_TOO_LONG -> reason.refuse(words);
            default -> leave(words, AwsChangeText.holder(refused));
        }
    }

    private void leave(String words) {
        leave(words, Optional.empty());
    }

    private void leave(String words, Optional<NamedLink> link) {
        Notices.warning(words, link);
        close();
        reload.run();
    }
}
