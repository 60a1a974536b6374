package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.ChargebackService.MonthRow;
import dev.bursar.chargeback.MonthFigures;
import dev.bursar.ui.Card;
import dev.bursar.ui.Styled;

/** Whether the newest whole month matches AWS's invoice, with the way to it. */
final class AnswerCard extends Card {
    AnswerCard(MonthRow row, MonthFigures figures) {
        super("month-strip");
        MonthAnswer answer = MonthAnswer.of(row, figures);
        setAriaLabel(answer.title());
        var icon = answer.icon().large();
        icon.addClassNames("strip-state", answer.style());
        var head = Styled.div("strip-head", icon, new H2(answer.title()));
        var body = new Paragraph(answer.body() + " ");
        body.addClassName("strip-body");
        var link = new Anchor(ChargebackLinks.month(row.month()), "See teams and checks");
        link.getElement().setAttribute("router-link", true);
        link.addClassName("fact-link");
        body.add(link);
        add(head, body);
    }
}
