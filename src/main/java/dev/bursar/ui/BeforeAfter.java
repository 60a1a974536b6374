package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a thing was and what it is, field by field; those that differ are marked. With one side only, it is a list of fields.
 * All texts are shown as text.
 */
public final class BeforeAfter extends NativeTable {
    private static final int LONGEST = 2_000;

    /** A field's two values; null where the side has none. */
    public record Row(
            String field, @Nullable String before, @Nullable String after) {
        public boolean changed() {
            return !Objects.equals(before, after);
        }
    }

    /**
     * @param name for assistive technology
     * @param before head of the first side, null where there is none
     * @param after head of the second, null where there is none
     */
    public BeforeAfter(String name, @Nullable String before, @Nullable String after, List<Row> rows) {
        addClassName("before-after");
        getElement().setAttribute("aria-label", name);
        NativeTableRow head = getHead().addRow();
        head(head, "Field");
        if (before != null) {
            head(head, before);
        }
        if (after != null) {
            head(head, after);
        }
        boolean both = before != null && after != null;
        for (Row row : rows) {
            NativeTableRow line = getBody().addRow();
            NativeTableHeaderCell field = line.addHeaderCell();
            field.getElement().setAttribute("scope", "row");
            field.add(new Span(PlainText.cut(row.field(), 120)));
            if (both && row.changed()) {
                line.addClassName("changed");
                var mark = Icons.ARROW_RIGHT.create();
                var words = Styled.span("visually-hidden", "changed");
                field.add(mark, words);
            }
            if (before != null) {
                line.addDataCell().add(value(row.before()));
            }
            if (after != null) {
                line.addDataCell().add(both && !row.changed() ? Styled.quiet("unchanged") : value(row.after()));
            }
        }
    }

    private static void head(NativeTableRow row, String words) {
        NativeTableHeaderCell cell = row.addHeaderCell();
        cell.setText(words);
        cell.getElement().setAttribute("scope", "col");
    }

    private static Component value(@Nullable String text) {
        if (text == null) {
            return Styled.quiet("none");
        }
        return text.isEmpty() ? Styled.quiet("empty") : new Span(PlainText.cut(text, LONGEST));
    }
}
