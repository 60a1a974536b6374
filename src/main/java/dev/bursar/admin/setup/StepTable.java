package dev.bursar.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.ui.Styled;
import module java.base;

/** A short table of a step of Set-up; on a phone each row is a block with the words of the head before its parts. */
final class StepTable extends Div {
    private final List<String> heads;

    /** @param kind which columns it has, for its widths */
    StepTable(String name, String kind, List<String> heads) {
        this.heads = List.copyOf(heads);
        addClassNames("step-table", kind);
        getElement().setAttribute("role", "table");
        getElement().setAttribute("aria-label", name);
        var row = row();
        row.addClassName("head");
        heads.forEach(head -> row.add(cell("columnheader", new Span(head))));
        add(row);
    }

    void line(List<Component> cells) {
        var row = row();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cell("cell", cells.get(i));
            cell.getElement().setAttribute("data-head", heads.get(i));
            row.add(cell);
        }
        add(row);
    }

    /** Words below a row, over its whole width. */
    void below(Component words) {
        var cell = cell("cell", words);
        cell.getElement().setAttribute("aria-colspan", String.valueOf(heads.size()));
        var row = row(cell);
        row.addClassName("below");
        add(row);
    }

    private static Div row(Component... cells) {
        var row = Styled.div("step-row", cells);
        row.getElement().setAttribute("role", "row");
        return row;
    }

    private static Div cell(String role, Component content) {
        var cell = new Div(content);
        cell.getElement().setAttribute("role", role);
        return cell;
    }
}
