package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.Recipients.Named;
import dev.bursar.chargeback.month.CalendarDraft;
import dev.bursar.chargeback.month.CalendarDraft.Entered;
import dev.bursar.chargeback.month.CalendarRefused;
import dev.bursar.chargeback.month.CalendarRefused.Problem;
import dev.bursar.chargeback.month.CalendarService;
import dev.bursar.chargeback.month.CalendarService.Page;
import dev.bursar.chargeback.month.ClosingCalendar.Rule;
import dev.bursar.chargeback.month.ClosingStep;
import dev.bursar.chargeback.text.ClosingText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/** Asks by when each step of a month is done, and by whom. What can't be is said at its field. */
final class CalendarDialog extends Dialog {
    private final CalendarService service;
    private final Page page;
    private final Runnable saved;
    private final Map<ClosingStep, Fields> fields = new EnumMap<>(ClosingStep.class);

    private final ComboBox<Boolean> disputes = new ComboBox<>("Open disputes");

    private record Fields(TextField days, ComboBox<Named> owner) {}

    /** @param saved called after it was changed */
    static void open(CalendarService service, Runnable saved) {
        UserAction.of(() -> new CalendarDialog(service, service.page(), saved).open())
                .run();
    }

    private CalendarDialog(CalendarService service, Page page, Runnable saved) {
        this.service = service;
        this.page = page;
        this.saved = saved;
        setHeaderTitle("Closing calendar");
        getHeader().add(Buttons.icon(Icons.X, "Close dialog", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        var content = Styled.div(
                "change-fields",
                new Paragraph(
                        "Days after the month\u2019s end, for every month. The owner of a step gets a mail once a day from two days before it is"
                                + " due until it is done; without an owner everybody in finance does."));
        for (ClosingStep step : ClosingStep.values()) {
            content.add(row(step));
        }
        disputes.setItems(false, true);
        disputes.setItemLabelGenerator(ClosingText::disputes);
        disputes.setValue(page.calendar().disputesBlock());
        content.add(disputes);
        add(content);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save calendar", click -> save()));
    }

    private Div row(ClosingStep step) {
        Rule rule = page.calendar().rule(step);
        String name = ClosingText.name(step);
        var days = new TextField(name);
        days.setValue(String.valueOf(rule.days()));
        days.setManualValidation(true);
        days.setSuffixComponent(new Span("days"));
        days.addValueChangeListener(change -> days.setInvalid(false));
        var owner = new ComboBox<Named>("Owner");
        owner.setAriaLabel("Owner of the step " + name);
        owner.setItems(page.finance());
        owner.setItemLabelGenerator(Named::name);
        owner.setPlaceholder("Everybody in finance");
        owner.setClearButtonVisible(true);
        owner.setManualValidation(true);
        page.finance().stream()
                .filter(person -> person.person().equals(rule.owner()))
                .findFirst()
                .ifPresent(owner::setValue);
        owner.addValueChangeListener(change -> owner.setInvalid(false));
        fields.put(step, new Fields(days, owner));
        return Styled.div("calendar-row", days, owner);
    }

    private void save() {
        fields.values().forEach(one -> {
            one.days().setInvalid(false);
            one.owner().setInvalid(false);
        });
        boolean done = UserAction.of(() -> service.save(draft()))
                .on(CalendarRefused.class, this::refuse)
                .denied("You no longer have permission to change the closing calendar. Nothing was saved.")
                .run();
        if (done) {
            close();
            Notices.success("Closing calendar saved.");
            saved.run();
        }
    }

    private CalendarDraft draft() {
        Map<ClosingStep, Entered> steps = new EnumMap<>(ClosingStep.class);
        fields.forEach((step, one) -> {
            Named owner = one.owner().getValue();
            steps.put(step, new Entered(one.days().getValue(), owner == null ? null : owner.person()));
        });
        return new CalendarDraft(
                steps, Boolean.TRUE.equals(disputes.getValue()), page.calendar().version());
    }

    private void refuse(CalendarRefused refused) {
        boolean first = true;
        for (var field : fields.entrySet()) {
            Problem problem = refused.problems().get(field.getKey());
            if (problem == null) {
                continue;
            }
            Fields at = field.getValue();
            String words = ClosingText.refused(problem);
            if (problem == Problem.NOT_FINANCE) {
                at.owner().setErrorMessage(words);
                at.owner().setInvalid(true);
            } else {
                at.days().setErrorMessage(words);
                at.days().setInvalid(true);
            }
            if (first) {
                if (problem == Problem.NOT_FINANCE) {
                    at.owner().focus();
                } else {
                    at.days().focus();
                }
                first = false;
            }
        }
    }
}
