package dev.bursar.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.DataProvider;
import dev.bursar.list.Filter;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The inside of a filter's popover: condition, values, apply. */
final class FilterEditor extends Composite<Div> {
    private final FilterDimension dimension;
    private final Select<Filter.Operator> operator = new Select<>();
    private final MultiSelectComboBox<FilterDimension.Value> values = new MultiSelectComboBox<>("Values");
    private final TextField text = new TextField("Text");

    FilterEditor(FilterDimension dimension, @Nullable Filter filter, Consumer<Filter> apply) {
        this.dimension = dimension;
        operator.setLabel("Condition");
        operator.setItems(dimension.operators());
        operator.setItemLabelGenerator(Filter.Operator::words);
        operator.setValue(filter == null ? dimension.operators().getFirst() : filter.operator());
        operator.addValueChangeListener(change -> showFields());

        values.setItemLabelGenerator(value -> PlainText.cut(value.label(), 120));
        values.setItems(DataProvider.fromFilteringCallbacks(
                query -> dimension
                        .values()
                        .find(query.getFilter().map(Object::toString).orElse(""), query.getOffset(), query.getLimit())
                        .stream(),
                query -> dimension
                        .values()
                        .find(query.getFilter().map(Object::toString).orElse(""), query.getOffset(), query.getLimit())
                        .size()));
        values.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        if (filter != null && filter.operator() == Filter.Operator.CONTAINS) {
            text.setValue(filter.values().getFirst());
        } else if (filter != null) {
            var selected = new LinkedHashSet<FilterDimension.Value>();
            filter.values()
                    .forEach(key -> selected.add(
                            new FilterDimension.Value(key, dimension.values().label(key))));
            values.setValue(selected);
        }
        showFields();

        text.addKeyPressListener(Key.ENTER, enter -> read().ifPresent(apply));
        var done = Buttons.primary("Apply", click -> read().ifPresent(apply));
        var content = getContent();
        content.addClassName("filter-editor");
        content.add(new H3(dimension.label()), operator, values, text, done);
        // past the condition, which mostly stays
        if (text.isVisible()) {
            text.focus();
        } else {
            values.focus();
        }
    }

    private void showFields() {
        var contains = operator.getValue() == Filter.Operator.CONTAINS;
        text.setVisible(contains);
        values.setVisible(!contains);
    }

    private Optional<Filter> read() {
        if (operator.getValue() == Filter.Operator.CONTAINS) {
            text.setInvalid(text.getValue().isEmpty());
            text.setErrorMessage("Enter the text to look for");
            return text.isInvalid()
                    ? Optional.empty()
                    : Optional.of(new Filter(dimension.key(), Filter.Operator.CONTAINS, List.of(text.getValue())));
        }
        values.setInvalid(values.getValue().isEmpty());
        values.setErrorMessage("Choose at least one value");
        return values.isInvalid()
                ? Optional.empty()
                : Optional.of(new Filter(
                        dimension.key(),
                        operator.getValue(),
                        values.getValue().stream()
                                .map(FilterDimension.Value::key)
                                .toList()));
    }
}
