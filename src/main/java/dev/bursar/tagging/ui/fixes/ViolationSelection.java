package dev.bursar.tagging.ui.fixes;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.tagging.ui.fixes.FixScript.Form;
import dev.bursar.tagging.violations.ChosenViolations;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;

/** Which violations are chosen, and what can be done with them: rows one by one, or all that the page's filters find. */
public final class ViolationSelection extends Div {
    private final long count;
    private final Checkbox all = new Checkbox();
    private final Map<String, Checkbox> boxes = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();
    private final Span words = new Span();
    private final Button selectAll;
    private final Button clear = Buttons.link("Clear", click -> select(false));
    private final Div actions = Styled.div("selection-actions");
    private boolean everything;

    /** @param count of violations that can be chosen */
    ViolationSelection(long count) {
        this.count = count;
        addClassName("selection-bar");
        words.getElement().setAttribute("role", "status");
        selectAll = Buttons.link("Select all " + Formats.count(count), click -> select(true));
        all.setAriaLabel("Select all " + Formats.count(count, "violation", "violations"));
        all.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                select(change.getValue());
            }
        });
        add(words, selectAll, clear, actions);
        told();
    }

    /**
     * What can be done with the chosen ones.
     *
     * @param propose empty for who may not propose tags, or where Bursar writes none
     * @param exempt empty for who may not exempt
     */
    void actions(Optional<Runnable> propose, Consumer<Form> script, Optional<Runnable> exempt) {
        propose.ifPresent(told -> actions.add(Buttons.primary("Propose tags\u2026", click -> told.run())));
        actions.add(
                propose.isPresent()
                        ? Buttons.neutral(Form.CLI.label(), click -> script.accept(Form.CLI))
                        : Buttons.primary(Form.CLI.label(), click -> script.accept(Form.CLI)),
                Buttons.neutral(Form.TERRAFORM.label(), click -> script.accept(Form.TERRAFORM)));
        exempt.ifPresent(told -> actions.add(Buttons.neutral("Exempt\u2026", click -> told.run())));
    }

    /** For the head of the rows' column. */
    public Checkbox head() {
        return all;
    }

    /** A row's own; nothing where it is fixed or gone. */
    public Component box(ViolationRow row) {
        if (row.state().isClosed()) {
            return new Span();
        }
        String key = row.id() + "/" + row.currency();
        var box = new Checkbox(chosen().has(row.id()));
        box.setAriaLabel("Select " + PlainText.cutMiddle(row.name(), 60));
        box.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                if (change.getValue() == everything) {
                    ids.remove(row.id());
                } else {
                    ids.add(row.id());
                }
                boxes.forEach((other, same) -> {
                    if (other.startsWith(row.id() + "/")) {
                        same.setValue(change.getValue());
                    }
                });
                told();
            }
        });
        boxes.put(key, box);
        box.addDetachListener(detach -> boxes.remove(key, box));
        return box;
    }

    ChosenViolations chosen() {
        return new ChosenViolations(everything, ids);
    }

    long size() {
        return everything ? Math.max(0, count - ids.size()) : ids.size();
    }

    private void select(boolean every) {
        everything = every;
        ids.clear();
        boxes.values().forEach(box -> box.setValue(every));
        told();
    }

    private void told() {
        long size = size();
        if (size == 0) {
            everything = false;
            ids.clear();
        }
        words.setText(
                size == 0 ? "Select violations to fix their tags with one script." : Formats.count(size) + " selected");
        all.setValue(size == count && count > 0);
        all.setIndeterminate(size > 0 && size < count);
        selectAll.setVisible(size == 0);
        clear.setVisible(size > 0);
        actions.setVisible(size > 0);
    }
}
