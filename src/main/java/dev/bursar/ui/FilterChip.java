package dev.bursar.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.bursar.list.Filter;
import module java.base;

/** One filter as a pill: a button that opens its editor, and one that removes it. */
public final class FilterChip extends Composite<Div> {
    private static final int NAMED = 3;

    public FilterChip(FilterDimension dimension, Filter filter, Consumer<Filter> changed, Runnable removed) {
        var values = values(dimension, filter);
        var operator = new Span(filter.operator().words());
        operator.addClassName("operator");
        var shown = new Span(values);
        shown.addClassName("values");
        var edit = Buttons.opener(new Span(new Span(dimension.label()), new Text(" "), operator, new Text(" "), shown));
        edit.addClassName("chip-button");
        var words = dimension.label() + " " + filter.operator().words() + " " + values;
        edit.setAriaLabel(words + ", change filter");
        var remove = Buttons.icon(Icons.X, "Remove filter " + words, click -> removed.run());
        remove.addClassName("chip-remove");
        Popup.on(
                edit,
                dimension.label() + " filter",
                PopoverPosition.BOTTOM_START,
                popover -> new FilterEditor(dimension, filter, edited -> {
                    popover.close();
                    changed.accept(edited);
                }));
        getContent().addClassName("filter-chip");
        getContent().add(edit, remove);
    }

    /** {@code Research, Vision, Fraud} or {@code Research, Vision and 4 more}. */
    static String values(FilterDimension dimension, Filter filter) {
        var labels = filter.operator() == Filter.Operator.CONTAINS
                ? filter.values().stream()
                        .map(text -> "\u201C" + text + "\u201D")
                        .toList()
                : filter.values().stream().map(dimension.values()::label).toList();
        var named = labels.size() <= NAMED ? labels.size() : NAMED - 1;
        var text = labels.stream()
                .limit(named)
                .map(label -> PlainText.cut(label, 40))
                .collect(Collectors.joining(", "));
        return named == labels.size() ? text : text + " and " + Formats.count(labels.size() - named) + " more";
    }
}
