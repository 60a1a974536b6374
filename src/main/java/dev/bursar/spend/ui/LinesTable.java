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
    private static final int PER_CHARACTER = 7;
    private static final int PER_HEAD_CHARACTER = 7;
    private static final int PADDING = 38;
    private static final int NARROWEST = 84;
    private static final int WIDEST = 190;
    private static final Set<String> SERVICES = Set.of("ServiceName", "line_item_product_code");

    private final LinesAnswer answer;
    private final List<String> offered;
    private final UnaryOperator<String> account;
    private final Optional<String> currency;
    private final Div all = Styled.stack();

    /**
     * @param account an account's name by its id
     * @param offered columns that can be chosen
     * @param usual whether nobody chose the columns, so that empty ones can be left out
     * @param choose told which columns are wanted
     * @param sort told by which column, "-" before it for descending
     */
    LinesTable(
            LinesAnswer answer,
            CostMetric cost,
            UnaryOperator<String> account,
            List<String> offered,
            boolean usual,
            Consumer<List<String>> choose,
            Consumer<String> sort) {
        this.answer = answer;
        this.offered = offered;
        this.account = account;
        currency =
                answer.sums().size() == 1 ? Optional.of(answer.sums().getFirst().currency()) : Optional.empty();
        answer.sums().forEach(sum -> all.add(figures(sum, cost)));
        all.add(new Section("Lines")
                .note(LinesText.shown(answer))
                .actions(chooser(choose))
                .flush()
                .with(grid(cost, usual, sort)));
    }

    @Override
    protected Div initContent() {
        return all;
    }

    /** One line where lines and charges are equal, else both with each digit. */
    private Component figures(Sum sum, CostMetric cost) {
        String exact = Formats.exactPrice(sum.lines(), sum.currency());
        var words = new Paragraph(new Span(LinesText.agrees(sum, answer)));
        words.addClassName("note");
        words.getElement().setAttribute("role", "status");
        if (sum.lines().compareTo(sum.charges()) == 0) {
            var amount = new Span(Formats.money(sum.lines(), sum.currency()));
            amount.addClassName("strong");
            amount.setTitle(exact);
            var sentence = new Span(amount, new Span(" " + cost.label() + ". "));
            words.getChildren().toList().forEach(sentence::add);
            words.removeAll();
            words.add(sentence);
            words.addClassName("lines-sum");
        }
        if (sum.difference().signum() == 0) {
            words.addComponentAsFirst(Icons.CHECK.create());
        }
        if (words.hasClassName("lines-sum")) {
            return words;
        }
        var lines = new KeyFigure(LinesText.cost(cost), exact).note(Formats.count(answer.lines(), "line", "lines"));
        lines.setTitle(exact);
        var strip = new FigureStrip(lines);
        strip.add(new KeyFigure("The charges", Formats.exactPrice(sum.charges(), sum.currency()))
                .note(Formats.count(answer.charges(), "charge", "charges")));
        strip.addClassName("figures-2");
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

    private Grid<LinesAnswer.Row> grid(CostMetric cost, boolean usual, Consumer<String> sorted) {
        Grid<LinesAnswer.Row> grid = Tables.grid("list-table", "Lines");
        grid.addClassName("lines-table");
        int last = answer.shown().size() - 1;
        for (int i = 0; i <= last; i++) {
            String name = answer.shown().get(i);
            boolean number = answer.numbers().contains(name);
            int at = i;
            Grid.Column<LinesAnswer.Row> column = grid.addComponentColumn(row -> cell(row, at, number));
            Tables.sized(column, "", width(name, at), 1).setKey(name).setSortable(true);
            column.setHeader(head(name));
            column.setVisible(!usual || i == 0 || answer.rows().stream().anyMatch(row -> row.cell(at) != null));
            if (number) {
                Tables.figures(column);
            }
            if (i > 0) {
                Tables.wideOnly(column);
                // the cost stays in view beside what is scrolled
                column.setFrozenToEnd(number && i == last && i > NARROW_COLUMNS);
            } else {
                column.setFrozen(answer.shown().size() > NARROW_COLUMNS);
            }
        }
        total(grid, cost);
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

    /** Of all lines, below their cost; nothing where they have several currencies or the cost is no column. */
    private void total(Grid<LinesAnswer.Row> grid, CostMetric cost) {
        int at = answer.shown().indexOf(cost.label());
        if (at > 0 && currency.isPresent()) {
            Sum sum = answer.sums().getFirst();
            var amount = Styled.span("number", Formats.money(sum.lines(), sum.currency()));
            amount.setTitle(Formats.exactPrice(sum.lines(), sum.currency()));
            grid.getColumns()
                    .getFirst()
                    .setFooter(Tables.narrowLine(
                            Styled.span("number", "Total"), Formats.money(sum.lines(), sum.currency())));
            grid.getColumns().get(at).setFooter(amount);
        }
    }

    /** What a column holds, in words; the file's name of it in the tooltip. */
    private static Component head(String column) {
        var head = new Span(PlainText.cut(LinesText.head(column), 60));
        head.setTitle(column);
        return head;
    }

    /** In pixels, as wide as what the first rows have, up to a bound. */
    private int width(String name, int column) {
        int longest = answer.rows().stream()
                .limit(MEASURED)
                .mapToInt(row -> words(row, column).length())
                .max()
                .orElse(0);
        return Math.clamp(
                (long) Math.max(longest * PER_CHARACTER, LinesText.head(name).length() * PER_HEAD_CHARACTER) + PADDING,
                NARROWEST,
                WIDEST);
    }

    private String words(LinesAnswer.Row row, int column) {
        String text = row.cell(column);
        String name = answer.shown().get(column);
        if (text == null) {
            return "";
        }
        return isAccount(name)
                ? PlainText.cut(account.apply(text), LONGEST)
                : LinesText.cell(
                        name, PlainText.cut(text, LONGEST), answer.numbers().contains(name), currency);
    }

    private static boolean isAccount(String column) {
        return column.toLowerCase(Locale.ROOT).replace("_", "").endsWith("accountid");
    }

    private Component cell(LinesAnswer.Row row, int column, boolean number) {
        String text = row.cell(column);
        var words = new Span(words(row, column));
        words.addClassName(number ? "number" : "plain-text");
        if (text != null) {
            String name = answer.shown().get(column);
            words.setTitle(
                    isAccount(name) ? Formats.account(text) : number ? LinesText.number(text) : PlainText.full(text));
            // ARNs begin alike and differ at their end
            if (text.startsWith("arn:")) {
                words.removeAll();
                words.add(new Span(words(row, column)));
                words.addClassName("cut-start");
            }
        }
        return column > 0 ? words : Tables.narrowLine(withCost(row, words), narrow(row));
    }

    /** The first cell of a row, with what the line costs beside it on phones. */
    private Component withCost(LinesAnswer.Row row, Component words) {
        int last = answer.shown().size() - 1;
        if (last == 0 || !answer.numbers().contains(answer.shown().get(last))) {
            return words;
        }
        var cost = Styled.span("narrow-line", words(row, last));
        cost.addClassName("number");
        return Styled.div("line-head", words, cost);
    }

    /** An ARN's part after its account: what comes before says nothing on a phone. */
    private static String end(String words) {
        return words.startsWith("arn:") ? words.substring(words.lastIndexOf(':') + 1) : words;
    }

    /** What phones show below the first column in place of the others: the line's service, then the rest. */
    private String narrow(LinesAnswer.Row row) {
        int last = answer.shown().size() - 1;
        int service = IntStream.range(1, last)
                .filter(i -> SERVICES.contains(answer.shown().get(i)))
                .findFirst()
                .orElse(last);
        boolean shown = answer.numbers().contains(answer.shown().get(last));
        return IntStream.concat(IntStream.of(service), IntStream.rangeClosed(1, last))
                .distinct()
                .filter(i -> i > 0 && !(shown && i == last) && row.cell(i) != null)
                .mapToObj(i -> PlainText.cut(end(words(row, i)), 60))
                .collect(Collectors.joining(" \u00B7 "));
    }
}
