package dev.bursar.budgets.ui.aws;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.budgets.BudgetRefused;
import dev.bursar.budgets.writes.AwsBudgetWrites;
import dev.bursar.budgets.writes.AwsBudgetWrites.Link;
import dev.bursar.budgets.writes.AwsBudgetWrites.State;
import dev.bursar.budgets.writes.AwsName;
import dev.bursar.budgets.writes.BudgetWriteRefused;
import dev.bursar.budgets.writes.Drift;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.BeforeAfter;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NamedLink;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonDialog;
import dev.bursar.ui.ReasonDialog.Refusal;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/** How an own budget stands in AWS, and what an admin can do about it. */
public final class InAwsSection extends Composite<Section> {
    private final State state;
    private final AwsBudgetWrites service;
    private final Runnable reload;

    /** @param reload shows the page anew */
    public InAwsSection(State state, AwsBudgetWrites service, Runnable reload) {
        this.state = state;
        this.service = service;
        this.reload = reload;
    }

    @Override
    protected Section initContent() {
        var section = new Section("In AWS Budgets");
        section.addClassName("in-aws");
        state.link().ifPresentOrElse(link -> managed(section, link), () -> unmanaged(section));
        state.open()
                .ifPresent(change -> section.with(new Paragraph(Styled.pageLink(
                        ChangeLinks.change(change.change()),
                        "Change " + change.change() + " is about it: "
                                + AwsChangeText.state(change.state()).toLowerCase(Locale.ROOT)))));
        return section;
    }

    private boolean mayPropose() {
        return state.mayWrite() && state.on() && state.open().isEmpty();
    }

    private void unmanaged(Section section) {
        state.adoptable().forEach(name -> section.with(adoptable(name)));
        if (state.obstacle().isPresent()) {
            section.with(Styled.note(AwsWriteText.obstacle(state.obstacle().get())));
            return;
        }
        if (!state.on()) {
            section.with(Styled.note(
                    "Not in AWS. Bursar writes no budgets: an admin can turn that on under Admin, Writing to AWS."));
            return;
        }
        section.with(Styled.note(
                "Not in AWS. Publish it to use AWS\u2019s own alerts and actions. Actions can stop spending, which"
                        + " Bursar can\u2019t."));
        if (mayPropose()) {
            section.actions(Buttons.neutral("Publish to AWS\u2026", click -> publish()));
        }
    }

    private Component adoptable(String name) {
        var row = Styled.div(
                "propose-row",
                new Paragraph(
                        "AWS\u2019s budget \u201C" + PlainText.cut(name, 100) + "\u201D matches this one exactly."));
        if (state.mayWrite()) {
            var adopt = Buttons.neutral("Adopt", click -> adopt(name));
            adopt.setAriaLabel("Adopt " + PlainText.cut(name, 100));
            row.add(adopt);
        }
        return row;
    }

    private void managed(Section section, Link link) {
        section.note(link.adopted() ? "adopted" : link.inAws() ? "published" : "not published");
        section.with(new Paragraph(
                "\u201C" + PlainText.cut(link.name(), 100) + "\u201D. " + AwsWriteText.standing(link) + "."));
        if (!link.inAws()) {
            absent(section, link);
            return;
        }
        link.drift().filter(Drift::isAny).ifPresent(drift -> section.with(differences(drift)));
        state.obstacle()
                .filter(why -> !link.ended())
                .ifPresent(why -> section.with(Styled.note(AwsWriteText.obstacle(why))));
        section.with(Styled.note(
                "AWS shows a budget\u2019s spend some hours after it is written. Its name can\u2019t change."));
        if (state.mayWrite()) {
            section.with(choices(link));
        }
    }

    /** It was to be published, and isn't there. */
    private void absent(Section section, Link link) {
        state.adoptable().forEach(name -> section.with(adoptable(name)));
        state.obstacle().ifPresent(why -> section.with(Styled.note(AwsWriteText.obstacle(why))));
        if (state.open().isPresent()) {
            return;
        }
        link.last()
                .ifPresent(last -> section.with(new Paragraph(Styled.pageLink(
                        ChangeLinks.change(last.change()), "See the outcome in change " + last.change()))));
        if (state.mayWrite()) {
            var actions = Styled.div("actions");
            if (mayPropose() && state.obstacle().isEmpty() && !link.ended()) {
                actions.add(Buttons.neutral("Publish again\u2026", click -> publish()));
            }
            actions.add(Buttons.neutral("Stop managing it", click -> acted(() -> service.release(state.budget()))));
            section.with(actions);
        }
    }

    private static Component differences(Drift drift) {
        return drift.deleted()
                ? Styled.note("Someone deleted it in AWS.")
                : new BeforeAfter(
                        "What differs",
                        "Bursar",
                        "AWS",
                        drift.differences().stream()
                                .map(one -> new BeforeAfter.Row(
                                        AwsWriteText.part(one.part()) + ", " + AwsWriteText.who(one),
                                        AwsWriteText.value(one.part(), one.ours()),
                                        AwsWriteText.value(one.part(), one.aws())))
                                .toList());
    }

    private Component choices(Link link) {
        var actions = Styled.div("actions");
        boolean differs = link.drift().filter(Drift::isAny).isPresent();
        if (differs && mayPropose() && !link.ended()) {
            actions.add(Buttons.neutral(
                    "Write ours again\u2026",
                    click -> propose(
                            "Write this budget to AWS again",
                            "This proposes a change that writes Bursar\u2019s values over those of AWS. Everything else in"
                                    + " AWS\u2019s budget stays.",
                            reason -> service.writeAgain(state.budget(), reason))));
        }
        if (state.open().isEmpty()) {
            link.drift()
                    .filter(Drift::canBeTaken)
                    .ifPresent(shown -> actions.add(Buttons.neutral(
                            "Take AWS\u2019s value", click -> acted(() -> service.takeOver(state.budget(), shown)))));
        }
        if (link.ended() && mayPropose()) {
            actions.add(Buttons.neutral(
                    "Propose deletion\u2026",
                    click -> propose(
                            "Delete the budget in AWS",
                            "This proposes to delete AWS\u2019s budget with its notifications and its history there.",
                            reason -> service.delete(state.budget(), reason))));
        }
        if (state.open().isEmpty()) {
            actions.add(Buttons.neutral("Stop managing it", click -> acted(() -> service.release(state.budget()))));
        }
        return actions;
    }

    private void publish() {
        new PublishDialog(service, state, this::proposed, reload).open();
    }

    private void propose(String title, String words, ReasonedProposal proposal) {
        new ReasonDialog(
                        new ReasonDialog.Words(
                                title,
                                words,
                                "Propose",
                                "Nothing was proposed. You no longer have permission to manage budgets in AWS."),
                        AwsChangeRefused.class,
                        InAwsSection::refusal,
                        reason -> proposed(proposal, reason),
                        reload)
                .open();
    }

    private static Refusal refusal(AwsChangeRefused refused) {
        return new Refusal(AwsChangeText.refused(refused), refused.isOfReason(), AwsChangeText.holder(refused));
    }

    private void proposed(ReasonedProposal proposal, String reason) {
        long change;
        try {
            change = proposal.propose(reason);
        } catch (BudgetWriteRefused refused) {
            Notices.warning(AwsWriteText.refused(refused.why()));
            reload.run();
            return;
        }
        proposed(change);
    }

    private void proposed(long change) {
        Notices.success("Change " + Formats.count(change) + " is proposed.");
        getUI().ifPresent(ui -> ui.navigate(ChangeLinks.change(change)));
    }

    private void adopt(String name) {
        acted(() -> service.adopt(state.budget(), name));
    }

    private void acted(Runnable action) {
        UserAction.of(action)
                .on(BudgetWriteRefused.class, refused -> Notices.warning(AwsWriteText.refused(refused.why())))
                .on(
                        AwsChangeRefused.class,
                        refused -> Notices.warning(AwsChangeText.refused(refused), AwsChangeText.holder(refused)))
                .on(
                        BudgetRefused.class,
                        refused -> Notices.warning(refused.reason().sentence()))
                .on(
                        SourceProblem.class,
                        refused -> Notices.warning("Nothing was changed. " + ProblemText.what(refused.problem())))
                .stale(() -> Notices.warning("Someone else changed it in the meantime. Nothing was changed."))
                .denied("You no longer have permission to manage budgets in AWS. Nothing was changed.")
                .run();
        reload.run();
    }

    /** Proposes for a reason; gives the change's number. */
    interface ReasonedProposal {
        long propose(String reason);
    }

    /** Asks for what a budget has in AWS only: a name that stays, and whom AWS tells. */
    static final class PublishDialog extends Dialog {
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
            notify.setHelperText(
                    "Bursar notifies people itself. AWS sends its own e-mails as well, at the same thresholds.");
            addresses.setManualValidation(true);
            addresses.setVisible(false);
            addresses.setHelperText("Up to ten, with commas between them. Only admins see them in Bursar.");
            addresses.addValueChangeListener(change -> addresses.setInvalid(false));
            notify.addValueChangeListener(change -> addresses.setVisible(change.getValue()));
            add(Styled.div(
                    "change-fields",
                    new Paragraph(
                            "This proposes to create a budget in AWS with the limit and the costs of this one. AWS shows its"
                                    + " spend after some hours."),
                    name,
                    notify,
                    addresses,
                    reason));
            getFooter()
                    .add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Propose", click -> propose()));
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
}
