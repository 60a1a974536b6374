package dev.bursar.ui;

import dev.bursar.ui.HtmlTable.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A table described once: rows, and columns that know what they say of each. Pages show it by {@link #html()}; what draws it on paper
 * reads the same columns. Methods without a column of their own say something of the column that was added last.
 *
 * @param <R> a row
 */
public final class Table<R> {
    /**
     * A column.
     *
     * @param head as pages show it; its words are its key
     * @param cell what it says of a row
     * @param onPages whether they have it
     * @param shown whether it says anything; where it doesn't, pages leave it out and paper leaves it empty
     */
    public record Column<R>(
            HtmlTable.Column head,
            Function<R, String> cell,
            Paper<R> paper,
            boolean onPages,
            boolean onPaper,
            boolean shown) {
        private Column<R> with(HtmlTable.Column other) {
            return new Column<>(other, cell, paper, onPages, onPaper, shown);
        }

        private Column<R> with(Paper<R> other) {
            return new Column<>(head, cell, other, onPages, onPaper, shown);
        }
    }

    /**
     * A column on paper.
     *
     * @param width in points; 0 for the room that the others leave
     * @param figure whether it stands on the right
     */
    public record Paper<R>(Function<R, String> cell, float width, boolean figure) {}

    /**
     * What a click on a row's button asks.
     *
     * @param words what the button is called
     */
    public record Question(String words, Runnable asked) {}

    private static final Set<Kind> FIGURES = Set.of(Kind.FIGURE, Kind.TEXT);
    private static final float FIGURE = 86;
    private static final float TEXT = 80;

    private final String label;
    private final String currency;
    private final List<R> rows;
    private final List<Column<R>> columns = new ArrayList<>();
    private final List<Further> further = new ArrayList<>();
    private Function<R, String> address = row -> "";
    private Function<R, String> narrow = row -> "";
    private Function<R, String> whole = row -> "";
    private Function<R, String> below = row -> "";
    private Function<R, List<R>> parts = row -> List.of();
    private Function<R, Optional<Question>> question = row -> Optional.empty();
    private Supplier<String> sum = () -> "";

    /** @param label for assistive technology */
    public Table(String label, List<R> rows) {
        this(label, "", rows);
    }

    /** @param currency of its money */
    public Table(String label, String currency, List<R> rows) {
        this.label = label;
        this.currency = currency;
        this.rows = List.copyOf(rows);
    }

    /** The first column; its foot names the sums. */
    public Table<R> name(String head, String foot, Function<R, String> words) {
        return add(HtmlTable.Column.name(head, head, foot), words, cut(words, 0));
    }

    public Table<R> name(String head, Function<R, String> words) {
        return name(head, "", words);
    }

    /** What a click on a row opens; empty for nothing. */
    public Table<R> opens(Function<R, String> page) {
        address = page;
        return this;
    }

    /** What a tooltip says of the name, such as the id of what has a name; empty for nothing. */
    public Table<R> whole(Function<R, String> words) {
        whole = words;
        return this;
    }

    /** What a phone shows below the name, in place of the columns that it leaves out. */
    public Table<R> narrow(Function<R, String> words) {
        narrow = words;
        return this;
    }

    /** Words beside the name: a rule, a reason. */
    public Table<R> text(String head, int width, Function<R, String> words) {
        return add(HtmlTable.Column.text(head, head, width), words, cut(words, TEXT));
    }

    /**
     * A badge, and quiet words beside it; paper has both as words.
     *
     * @param status empty for none, and then nothing is said
     * @param beside empty for nothing
     */
    public Table<R> status(
            String head, int width, Function<R, Optional<StatusBadge.Status>> status, Function<R, String> beside) {
        text(
                head,
                width,
                row -> status.apply(row)
                        .map(one -> Stream.of(one.word(), beside.apply(row))
                                .filter(words -> !words.isEmpty())
                                .collect(Collectors.joining(", ")))
                        .orElse(""));
        List<StatusBadge.Status> all = rows.stream()
                .flatMap(row -> status.apply(row).stream())
                .filter(one -> one.icon() != Icons.MINUS) // nothing that asks for a look
                .distinct()
                .toList();
        return last(one -> one.with(one.head().badges(all)));
    }

    /** In full on pages, in short on paper. */
    public Table<R> month(String head, int width, Function<R, YearMonth> month) {
        return add(
                HtmlTable.Column.text(head, head, width),
                row -> Formats.month(month.apply(row)),
                new Paper<>(row -> Formats.shortMonth(month.apply(row)), FIGURE, true));
    }

    public Table<R> figure(String head, int width, Function<R, String> figure) {
        return add(HtmlTable.Column.figure(head, head, width, ""), figure, new Paper<>(figure, FIGURE, true));
    }

    /** @param amount null for none */
    public Table<R> money(String head, int width, Function<R, @Nullable BigDecimal> amount) {
        return amounts(head, width, amount, Formats::money);
    }

    /** Differences, with their sign. */
    public Table<R> signed(String head, int width, Function<R, @Nullable BigDecimal> amount) {
        return amounts(head, width, amount, Formats::signed);
    }

    private Table<R> amounts(
            String head,
            int width,
            Function<R, @Nullable BigDecimal> amount,
            BiFunction<BigDecimal, String, String> format) {
        sum = () -> format.apply(
                rows.stream().map(amount).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add), currency);
        return figure(head, width, row -> {
            BigDecimal one = amount.apply(row);
            return one == null ? "" : format.apply(one, currency);
        });
    }

    private Table<R> add(HtmlTable.Column head, Function<R, String> cell, Paper<R> paper) {
        columns.add(new Column<>(head, cell, paper, true, true, true));
        return this;
    }

    private static <R> Paper<R> cut(Function<R, String> words, float width) {
        return new Paper<>(row -> PlainText.cut(words.apply(row), HtmlTable.LONGEST_NAME), width, false);
    }

    /** Has the sum of its amounts stand under it. */
    public Table<R> sum() {
        return foot(sum.get());
    }

    public Table<R> foot(String words) {
        return last(one -> one.with(one.head().under(words)));
    }

    /** Left out on phones; say the same in {@link #narrow}. */
    public Table<R> onlyWide() {
        return last(one -> one.with(one.head().onlyWide()));
    }

    /** Left out on phones and in secondary colour. */
    public Table<R> quietOnlyWide() {
        return last(one -> one.with(one.head().quietOnlyWide()));
    }

    /** Not shown where it would say nothing. */
    public Table<R> shownIf(boolean shown) {
        return last(one -> new Column<>(one.head(), one.cell(), one.paper(), one.onPages(), one.onPaper(), shown));
    }

    public Table<R> onlyOnPages() {
        return last(one -> new Column<>(one.head(), one.cell(), one.paper(), true, false, one.shown()));
    }

    public Table<R> onlyOnPaper() {
        return last(one -> new Column<>(one.head(), one.cell(), one.paper(), false, true, one.shown()));
    }

    /** What it says on paper, where that is something else. */
    public Table<R> onPaper(Function<R, String> words) {
        return last(one ->
                one.with(new Paper<>(words, one.paper().width(), one.paper().figure())));
    }

    /** @param width in points; 0 for the room that the others leave */
    public Table<R> onPaper(float width) {
        return last(one ->
                one.with(new Paper<>(one.paper().cell(), width, one.paper().figure())));
    }

    private Table<R> last(UnaryOperator<Column<R>> change) {
        columns.add(change.apply(columns.removeLast()));
        return this;
    }

    /** Rows that stand below a row, as its parts. */
    public Table<R> parts(Function<R, List<R>> below) {
        parts = below;
        return this;
    }

    /** What paper shows below the name of a row without parts, in place of a column. */
    public Table<R> belowOnPaper(Function<R, String> words) {
        below = words;
        return this;
    }

    /** A button at the end of rows; pages have it. */
    public Table<R> asks(String head, Function<R, Optional<Question>> asked) {
        question = asked;
        return add(HtmlTable.Column.question(head, head), row -> "", cut(row -> "", 0))
                .onlyOnPages();
    }

    /**
     * A line below all rows.
     *
     * @param cells by the heads of their columns
     */
    public Table<R> line(String name, String opened, Map<String, String> cells) {
        if (!columns.stream().map(one -> one.head().key()).toList().containsAll(cells.keySet())) {
            throw new IllegalArgumentException("The table hasn't all of the columns " + cells.keySet());
        }
        further.add(new Further(name, opened, cells));
        return this;
    }

    public List<R> rows() {
        return rows;
    }

    public List<R> parts(R row) {
        return parts.apply(row);
    }

    public String belowOnPaper(R row) {
        return below.apply(row);
    }

    public List<Column<R>> columns() {
        return List.copyOf(columns);
    }

    public HtmlTable html() {
        var lines = new ArrayList<HtmlTable.Line>();
        var asked = new HashMap<Integer, Runnable>();
        for (R row : rows) {
            add(lines, asked, "", row);
            parts.apply(row).forEach(part -> add(lines, asked, "part", part));
        }
        for (Further one : further) {
            lines.add(line(
                    lines.size(),
                    "",
                    HtmlTable.Name.of(one.name(), one.opened(), ""),
                    column -> one.cells().getOrDefault(column.head().key(), ""),
                    ""));
        }
        return new HtmlTable(
                label,
                columns.stream().filter(Column::onPages).map(Column::head).toList(),
                columns.stream()
                        .filter(one -> !one.shown())
                        .map(one -> one.head().key())
                        .toList(),
                new Lines(lines, asked));
    }

    private void add(List<HtmlTable.Line> lines, Map<Integer, Runnable> asked, String place, R row) {
        Optional<Question> asks = question.apply(row);
        asks.ifPresent(one -> asked.put(lines.size(), one.asked()));
        String name = columns.getFirst().cell().apply(row);
        lines.add(line(
                lines.size(),
                place,
                HtmlTable.Name.of(name, address.apply(row), narrow.apply(row)).whole(whole.apply(row)),
                column -> column.cell().apply(row),
                asks.map(Question::words).orElse("")));
    }

    private HtmlTable.Line line(
            int key, String place, HtmlTable.Name name, Function<Column<R>, String> cell, String asks) {
        List<String> figures = columns.stream()
                .filter(one -> one.onPages() && FIGURES.contains(one.head().kind()))
                .map(cell)
                .toList();
        return new HtmlTable.Line(key, place, "", false, name, "", false, figures, BigDecimal.ZERO, null, asks);
    }

    private record Further(String name, String opened, Map<String, String> cells) {}

    private record Lines(List<HtmlTable.Line> lines, Map<Integer, Runnable> asked) implements HtmlTable.Source {
        @Override
        public int size() {
            return lines.size();
        }

        @Override
        public HtmlTable.Line line(int at) {
            return lines.get(at);
        }

        @Override
        public void ask(int key) {
            asked.getOrDefault(key, () -> {}).run();
        }
    }
}
