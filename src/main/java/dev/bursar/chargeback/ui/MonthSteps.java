package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.ChargebackService.MonthRow;
import dev.bursar.chargeback.text.MonthStepText;
import dev.bursar.chargeback.text.MonthStepText.Step;
import dev.bursar.ui.Card;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import java.util.List;

/** The four steps from drafts to a closed month, and how far it is. */
final class MonthSteps extends Card {
    MonthSteps(MonthRow row) {
        super("month-steps");
        setAriaLabel("Steps to close the month");
        var list = new OrderedList();
        List<Step> steps = MonthStepText.steps(row);
        for (Step step : steps) {
            list.add(item(step));
        }
        add(list);
    }

    private static ListItem item(Step step) {
        var icon =
                switch (step.state()) {
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
        var words = new Div(
                Styled.div("fact-head", state, new Span(step.name())), Styled.div("finding", step.finding()));
        var item = new ListItem(icon, words);
        item.addClassNames("month-step", step.state().name().toLowerCase(java.util.Locale.ROOT));
        if (step.state() == MonthStepText.State.NOW) {
            item.getElement().setAttribute("aria-current", "step");
        }
        return item;
    }
}
