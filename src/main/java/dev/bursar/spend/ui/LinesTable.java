package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.data.provider.DataProvider;
import dev.bursar.charges.CostMetric;
import dev.bursar.spend.spi.LinesOfCharges.Sum;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HeaderSort;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Popup;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import dev.bursar.ui.Toggle;
import module java.base;

/** The lines, what they cost beside their charges, and which of their columns are shown. */
final class LinesTable extends Composite<Div> {
    private static final int FEW = 12;
    private static final int NARROW_COLUMNS = 4;
    private static final int LONGEST = 300;
    private static final int MEASURED = 200;
    private static final int PER_CHARACTER = 8;
    private static final int PADDING = 36;
    private static final int NARROWEST = 84;
    private static final int WIDEST = 180;

    private final LinesAnswer answer;
    private final List<String> offered;
    private final Div all = Styled.stack();

    /**
     * @param offered columns that can be chosen
     * @param choose told which columns are wanted
     * @param sort told by which column, "-" before it for descending
     */
    LinesTable(
            LinesAnswer answer,
            CostMetric cost,
            List<String> offered,
            Consumer<List<String>> choose,
            Consumer<String> sort) {
        this.answer = answer;
        this.offered = offered;
        answer.sums().forEach(sum -> all.add(figures(sum, cost)));
        all.add(new Section("Lines")
                .note(LinesText.shown(answer))
                .actions(chooser(choose))
                .flush()
                .with(grid(sort)));
    }

    @Override
    protected Div initContent() {
        return all;
    }

    private Component figures(Sum sum, CostMetric cost) {
        var strip = new FigureStrip(
                new KeyFigure(LinesText.cost(cost), Formats.exactPrice(sum.lines(), sum.currency())),
                new KeyFigure("The charges", Formats.exactPrice(sum.charges(), sum.currency()))
                        .note(Formats.count(answer.charges(), "charge", "charges")));
        strip.addClassName("figures-2");
        var words = new Paragraph(LinesText.agrees(sum, answer.without(), answer.covered()));
        words.addClassName("note");
        words.getElement().setAttribute("role", "status");
        return Styled.stack(strip, words);
    }

    private Component chooser(Consumer<List<String>> choose) {
        return Popup.on(Buttons.opener(Icons.COLUMNS_3, "Columns"), "Columns", PopoverPosition.BOTTOM_END, popover -> {
            var wanted = new ArrayList<>(answer.shown());
            var boxes = Styled.div("column-boxes");
            boxes.addClassName("lines-columns");
            for (String name : offered) {
                var box = new Toggle(PlainText.cut(name, 60), on -> {
                    if (on) {
                        wanted.add(name);
                    } else {
                        wanted.remove(name);
                    }
                });
                box.setValue(wanted.contains(name));
                boxes.add(box);
            }
            return Styled.div("lines-choice", boxes, Buttons.primary("Show columns", click -> {
                popover.close();
                choose.accept(List.copyOf(wanted));
            }));
        });
    }

    private Grid<LinesAnswer.Row> grid(Consumer<String> sorted) {
        Grid<LinesAnswer.Row> grid = Tables.grid("list-table", "Lines");
        grid.addClassName("lines-table");
        for (int i = 0; i < answer.shown().size(); i++) {
            String name = answer.shown().get(i);
            boolean number = answer.numbers().contains(name);
            int at = i;
            Grid.Column<LinesAnswer.Row> column = grid.addComponentColumn(row -> cell(row, at, number));
            Tables.sized(column, name, width(name, at), 1).setKey(name).setSortable(true);
            if (number) {
                Tables.figures(column);
            }
            if (i > 0) {
                Tables.wideOnly(column);
                // the cost stays in view beside what is scrolled
                column.setFrozenToEnd(number && i == answer.shown().size() - 1 && i > NARROW_COLUMNS);
            } else {
                column.setFrozen(answer.shown().size() > NARROW_COLUMNS);
            }
        }
        var sort = new HeaderSort<>(grid, (name, down) -> sorted.accept((down ? "-" : "") + name));
        // as they come: the order is the address's, and a click on a head opens another one
        grid.setItems(DataProvider.fromCallbacks(
                query -> answer.rows().stream().skip(query.getOffset()).limit(query.getLimit()), query -> {
                    query.getOffset();
                    query.getLimit();
                    return answer.rows().size();
                }));
        boolean down = answer.sort().startsWith("-");
        String by = down ? answer.sort().substring(1) : answer.sort();
        if (grid.getColumnByKey(by) != null) {
            sort.show(grid.getColumnByKey(by), down);
        }
        grid.setAllRowsVisible(answer.rows().size() <= FEW);
        grid.setClassName("long", answer.rows().size() > FEW);
        return grid;
    }

    /** In pixels, as wide as what the first rows have, up to a bound. */
    private int width(String name, int column) {
        int longest = answer.rows().stream()
                .limit(MEASURED)
                .map(row -> row.cell(column))
                .mapToInt(text -> text == null ? 0 : text.length())
                .max()
                .orElse(0);
        return Math.clamp((long) Math.max(longest, name.length()) * PER_CHARACTER + PADDING, NARROWEST, WIDEST);
    }

    private Component cell(LinesAnswer.Row row, int column, boolean number) {
        String text = row.cell(column);
        var words = new Span(text == null ? "" : number ? LinesText.number(text) : PlainText.cut(text, LONGEST));
        words.addClassName(number ? "number" : "plain-text");
        if (text != null && !number) {
            words.setTitle(PlainText.full(text));
        }
        return column > 0 ? words : Tables.narrowLine(words, narrow(row));
    }

    /** What phones show below the first column in place of the others: what the line costs, then the rest. */
    private String narrow(LinesAnswer.Row row) {
        int last = answer.shown().size() - 1;
        return IntStream.concat(IntStream.of(last), IntStream.range(1, last))
                .filter(i -> i > 0)
                .filter(i -> row.cell(i) != null)
                .mapToObj(i -> answer.numbers().contains(answer.shown().get(i))
                        ? LinesText.number(String.valueOf(row.cell(i)))
                        : PlainText.cut(String.valueOf(row.cell(i)), 60))
                .collect(Collectors.joining(" \u00B7 "));
    }
}
