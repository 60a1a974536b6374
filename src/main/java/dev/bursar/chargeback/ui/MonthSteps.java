package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.ClosingCalendar;
import dev.bursar.chargeback.month.ClosingDue;
import dev.bursar.chargeback.month.MonthStage.Stage;
import dev.bursar.chargeback.text.ClosingText;
import dev.bursar.chargeback.text.MonthStepText;
import dev.bursar.chargeback.text.MonthStepText.Step;
import dev.bursar.ui.Card;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import module java.base;

/** The four steps from drafts to a closed month, and how far it is. */
final class MonthSteps extends Card {
    /** @param actions below the steps */
    MonthSteps(MonthRow row, ClosingCalendar calendar, LocalDate today, Component... actions) {
        super("month-steps");
        setAriaLabel("Steps to close the month");
        var list = new OrderedList();
        List<Step> steps = MonthStepText.steps(row, calendar, today);
        for (Step step : steps) {
            list.add(item(step, row.stage().stage() == Stage.LATER));
        }
        add(list);
        if (actions.length > 0) {
            add(Styled.div("actions", actions));
        }
    }

    private static ListItem item(Step step, boolean waits) {
        var icon = switch (step.state()) {
            case DONE -> Icons.CIRCLE_CHECK.create();
            case NOW -> Icons.CIRCLE_DASHED.create();
            case LATER -> Icons.CIRCLE_DASHED.create();
        };
        icon.addClassName("need-icon");
        var state = new Span(
                switch (step.state()) {
                    case DONE -> "Done: ";
                    case NOW -> "Now: ";
                    case LATER -> "Later: ";
                });
        state.addClassName("visually-hidden");
        boolean asks = step.state() == MonthStepText.State.NOW && !waits;
        var words =
                new Div(Styled.div("fact-head", state, new Span(step.name())), Styled.div("finding", step.finding()));
        step.due().ifPresent(due -> words.add(due(due, asks)));
        var item = new ListItem(icon, words);
        item.addClassNames("month-step", step.state().name().toLowerCase(java.util.Locale.ROOT));
        if (step.state() == MonthStepText.State.NOW) {
            item.getElement().setAttribute("aria-current", "step");
        }
        return item;
    }

    /** What is late and can be done has an icon and a colour beside its words. */
    private static Component due(ClosingDue due, boolean asks) {
        String when = ClosingText.when(due);
        String words = Character.toUpperCase(when.charAt(0)) + when.substring(1);
        return due.isLate() && asks
                ? new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, words)
                : Styled.div("finding", words);
    }
}
