package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.bursar.list.Filter;
import module java.base;

/**
 * What a page shows: chips for its filters, and in a second row how it is grouped (left) and toggles (right). On narrow
 * screens one button opens all of it in a dialog. Knows nothing of what is filtered.
 */
public final class FilterBar extends Composite<Div> {
    private List<FilterDimension> dimensions;
    private final Consumer<List<Filter>> changed;
    private final Div chips = Styled.div("chips");
    private final Div controls = Styled.div("controls");
    private final Div rows = new Div(chips, controls);
    private final Button narrow = Buttons.neutral(Icons.SLIDERS_HORIZONTAL, "View options", click -> openDialog());
    private List<Filter> filters = List.of();

    /** @param changed told when the person changes the filters, not by {@link #filters(List)} */
    public FilterBar(List<FilterDimension> dimensions, Consumer<List<Filter>> changed) {
        this.dimensions = List.copyOf(dimensions);
        this.changed = changed;
        getContent().addClassName("filter-bar");
        getContent().getElement().setAttribute("role", "group");
        getContent().getElement().setAttribute("aria-label", "Filters and view");
        controls.setVisible(false);
        rows.addClassName("rows");
        narrow.addClassName("narrow-only");
        getContent().add(narrow, rows);
        showChips();
    }

    /** Offers other dimensions from now on, with the same filters shown. */
    public FilterBar dimensions(List<FilterDimension> offered) {
        dimensions = List.copyOf(offered);
        filters = List.copyOf(filters.stream().filter(this::isKnown).toList());
        showChips();
        return this;
    }

    private boolean isKnown(Filter filter) {
        return dimensions.stream().anyMatch(dimension -> dimension.key().equals(filter.dimension()));
    }

    public List<Filter> filters() {
        return filters;
    }

    /** Shows filters without telling anybody; those of unknown dimensions are left out. */
    public FilterBar filters(List<Filter> shown) {
        List<Filter> known = shown.stream().filter(this::isKnown).toList();
        if (!known.equals(filters)) {
            filters = known;
            showChips();
        }
        return this;
    }

    /** Left in the second row: group by, cost, granularity. */
    public FilterBar controls(Component... components) {
        controls.add(components);
        controls.setVisible(true);
        return this;
    }

    /** Right in the second row. */
    public FilterBar toggles(List<Toggle> boxes) {
        var toggles = Styled.div("toggles");
        boxes.forEach(toggles::add);
        controls.add(toggles);
        controls.setVisible(true);
        return this;
    }

    /** {@code Usage type contains “Train”}, for a sentence or a button "Remove …". */
    public String words(Filter filter) {
        var dimension = dimension(filter);
        return dimension.label() + " " + filter.operator().words() + " " + FilterChip.values(dimension, filter);
    }

    private FilterDimension dimension(Filter filter) {
        return dimensions.stream()
                .filter(dimension -> dimension.key().equals(filter.dimension()))
                .findFirst()
                .orElseThrow();
    }

    private void showChips() {
        chips.removeAll();
        for (var i = 0; i < filters.size(); i++) {
            var index = i;
            var filter = filters.get(i);
            chips.add(new FilterChip(
                    dimension(filter),
                    filter,
                    edited -> tell(with(index, edited), index),
                    () -> tell(without(index), filters.size() - 1)));
        }
        if (!dimensions.isEmpty()) {
            var add = Buttons.opener(Icons.PLUS, "Add filter");
            add.removeClassName("aura-accent-neutral");
            add.addClassName("add-filter");
            Popup.on(add, "Add filter", PopoverPosition.BOTTOM_START, this::dimensionChoices);
            chips.add(add);
        }
        if (!filters.isEmpty()) {
            var clear = Buttons.link("Clear filters", click -> tell(List.of(), 0));
            clear.addClassName("clear");
            chips.add(clear);
        }
        narrow.setText(
                filters.isEmpty()
                        ? "View options"
                        : Formats.count(filters.size(), "filter", "filters") + ", view options");
    }

    private Div dimensionChoices(Popover popover) {
        var choices = Styled.div("filter-dimensions");
        for (var dimension : dimensions) {
            var choice = Buttons.neutral(dimension.label(), click -> {
                popover.removeAll();
                popover.add(new FilterEditor(dimension, null, filter -> {
                    popover.close();
                    tell(with(filters.size(), filter), filters.size());
                }));
            });
            choice.addThemeVariants(ButtonVariant.TERTIARY);
            choices.add(choice);
        }
        return choices;
    }

    private List<Filter> with(int index, Filter filter) {
        var result = new ArrayList<>(filters);
        if (index < result.size()) {
            result.set(index, filter);
        } else {
            result.add(filter);
        }
        return result;
    }

    private List<Filter> without(int index) {
        var result = new ArrayList<>(filters);
        result.remove(index);
        return result;
    }

    /** The chip that was worked on keeps the focus; where it is gone, "Add filter" gets it. */
    private void tell(List<Filter> now, int index) {
        filters(now);
        chips.getComponentAt(index)
                .getElement()
                .executeJs("(this.localName === 'vaadin-button' ? this : this.querySelector('vaadin-button')).focus()");
        changed.accept(filters);
    }

    private void openDialog() {
        var dialog = new Dialog("View options");
        dialog.addClassName("full-screen");
        dialog.add(rows);
        dialog.getHeader().add(Buttons.icon(Icons.X, "Close", click -> dialog.close()));
        dialog.getFooter().add(Buttons.primary("Show", click -> dialog.close()));
        dialog.addOpenedChangeListener(event -> {
            if (!event.isOpened()) {
                getContent().add(rows);
            }
        });
        dialog.open();
    }

    @Override
    public String toString() {
        return filters.stream().map(this::words).collect(Collectors.joining(", "));
    }
}
