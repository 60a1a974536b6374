package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What tables have in common: the name cell, columns of figures, and what a phone leaves out. */
public final class Tables {
    private static final int SHORT = 30;

    private Tables() {}

    /** @param label for those who don't see it */
    public static <T> Grid<T> grid(String className, String label) {
        var grid = new Grid<T>();
        grid.addClassName(className);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", label);
        return grid;
    }

    /**
     * The column under its header.
     *
     * @param width in pixels, at least
     * @param grow its share of the room that is left
     */
    public static <T> Grid.Column<T> sized(Grid.Column<T> column, String header, int width, int grow) {
        return sized(column, header, width).setFlexGrow(grow);
    }

    /** The same with its own share of the room. */
    public static <T> Grid.Column<T> sized(Grid.Column<T> column, String header, int width) {
        return column.setHeader(header).setWidth(width + "px");
    }

    /** A column of figures that phones leave out, with its own share of the room. */
    public static <T> Grid.Column<T> wideFigures(Grid.Column<T> column, String header, int width) {
        return sized(wideOnly(figures(column)), header, width);
    }

    /** Shows all rows of a table that is sorted in the page; many of them in the height of the window. */
    public static <T> void rows(Grid<T> grid, List<T> rows) {
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= SHORT);
        grid.setClassName("long-table", rows.size() > SHORT);
    }

    /** Right-aligned with its header. */
    public static <T> Grid.Column<T> figures(Grid.Column<T> column) {
        return column.setTextAlign(ColumnTextAlign.END).setFlexGrow(1);
    }

    /** Left out on phones; say the same in the name cell's second line there. */
    public static <T> Grid.Column<T> wideOnly(Grid.Column<T> column) {
        return part(column, "wide");
    }

    /** Left out in windows of less than 1366 pixels, as on phones. */
    public static <T> Grid.Column<T> roomyOnly(Grid.Column<T> column) {
        return part(column, "wide roomy");
    }

    private static <T> Grid.Column<T> part(Grid.Column<T> column, String names) {
        column.setPartNameGenerator(row -> names);
        column.setHeaderPartName(names);
        column.setFooterPartName(names);
        return column;
    }

    /** Left out on phones and in secondary colour: the compared period, a note. */
    public static <T> Grid.Column<T> quietWideOnly(Grid.Column<T> column) {
        wideOnly(column);
        return column.setPartNameGenerator(row -> "wide quiet");
    }

    /** A coloured square and a name, cut at its end with the whole in a tooltip. */
    public static Div name(Palette.@Nullable Colour colour, String name) {
        return nameCell(colour, PlainText.name(name));
    }

    /** The same around any component, a link for instance. */
    public static Div nameCell(Palette.@Nullable Colour colour, Component name) {
        var cell = Styled.div("with-swatch");
        if (colour != null) {
            cell.add(new Swatch(colour));
        }
        cell.add(name);
        return cell;
    }

    /**
     * The button in a row's first cell that shows the rows below it, or hides them.
     *
     * @param name of what it opens
     */
    public static NativeButton opener(String name, boolean isOpen, Runnable toggled) {
        var opener = new NativeButton("", click -> toggled.run());
        opener.add((isOpen ? Icons.CHEVRON_DOWN : Icons.CHEVRON_RIGHT).create());
        opener.addClassName("opener");
        opener.getElement().setAttribute("type", "button");
        opener.getElement().setAttribute("aria-expanded", String.valueOf(isOpen));
        opener.getElement().setAttribute("aria-label", (isOpen ? "Close " : "Open ") + PlainText.cut(name, 60));
        return opener;
    }

    /** A cell with a second, quiet line. */
    public static Div twoLines(Component first, String second) {
        return new Div(first, Styled.span("second-line", PlainText.cut(second, 80)));
    }

    /** The same with a third line on phones only. */
    public static Div threeLines(Component first, String second, String narrow) {
        var third = new Span(narrow);
        third.addClassNames("second-line", "narrow-line");
        Div cell = twoLines(first, second);
        cell.add(third);
        return cell;
    }

    /** A cell whose second line shows on phones only, in place of the columns left out there. */
    public static Div narrowLine(Component first, String second) {
        var cell = twoLines(first, second);
        cell.getChildren()
                .skip(1)
                .forEach(line -> line.getElement().getClassList().add("narrow-line"));
        return cell;
    }

    /** The small square that ties a row to its bars; the row's name says the same in words. */
    public static final class Swatch extends Span {
        public Swatch(Palette.Colour colour) {
            addClassNames("swatch", colour.cssName());
            getElement().setAttribute("aria-hidden", "true");
        }
    }
}
