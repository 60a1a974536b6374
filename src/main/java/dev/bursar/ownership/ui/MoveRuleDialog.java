package dev.bursar.ownership.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Styled;
import module java.base;

/** Asks for the position that a rule moves to: with 300 rules, arrows and dragging take too long. */
final class MoveRuleDialog extends Dialog {
    private final TextField position = new TextField("New position");
    private final int last;
    private final IntConsumer move;

    /**
     * @param name the rule in a sentence
     * @param now where it stands, from 1 on
     * @param last the position of the last rule
     * @param move told the position, from 1 on
     */
    MoveRuleDialog(String name, int now, int last, IntConsumer move) {
        this.last = last;
        this.move = move;
        addClassName("end-rule");
        setHeaderTitle("Move rule " + now);
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        position.setValue(String.valueOf(now));
        position.setHelperText("From 1, evaluated first, to " + last);
        position.setRequiredIndicatorVisible(true);
        position.setAutoselect(true);
        position.setAutofocus(true);
        position.setValueChangeMode(ValueChangeMode.EAGER);
        position.getElement().setAttribute("inputmode", "numeric");
        position.addValueChangeListener(change -> position.setInvalid(false));
        position.addKeyPressListener(Key.ENTER, enter -> move());
        var content = Styled.div("end-rule-content", new Paragraph(name), position);
        add(content);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Move rule", click -> move()));
    }

    private void move() {
        OptionalInt asked = asked();
        if (asked.isEmpty()) {
            FieldErrors.show(position, "Enter a position from 1 to " + last + ".");
            position.focus();
            return;
        }
        close();
        move.accept(asked.getAsInt());
    }

    private OptionalInt asked() {
        String text = position.getValue().strip();
        if (!text.matches("[0-9]{1,6}")) {
            return OptionalInt.empty();
        }
        int asked = Integer.parseInt(text);
        return asked < 1 || asked > last ? OptionalInt.empty() : OptionalInt.of(asked);
    }
}
