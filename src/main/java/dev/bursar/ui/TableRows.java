package dev.bursar.ui;

import module java.base;

/**
 * The rows of an {@link HtmlTable}: sorted by their columns within each level, and opened in place. What it is told may come from
 * a browser: unknown columns and rows are ignored.
 *
 * @param <R> what a row shows
 */
public final class TableRows<R> {
    private final List<Row<R>> top;
    private final Map<String, Comparator<R>> orders;
    private final List<String> first;
    private final BitSet open = new BitSet();
    private Comparator<R> ties = (one, other) -> 0;
    private ToIntFunction<Row<R>> rank = row -> 0;
    private Consumer<List<String>> onSort = columns -> {};
    private List<String> sorted;
    private List<Row<R>> shown;

    /**
     * A row in its place.
     *
     * @param key the same however the table is sorted
     * @param depth 0 for the rows of the first level
     */
    public record Row<R>(int key, int depth, R item, List<Row<R>> inside) {
        public boolean opens() {
            return !inside.isEmpty();
        }
    }

    /**
     * Sorted as they are given.
     *
     * @param inside what a row opens into; empty for nothing
     * @param orders by a column's key, ascending
     * @param first columns that the rows are sorted by at first, "-" before those that descend; empty for the order given
     */
    public TableRows(
            List<R> items, Function<R, List<R>> inside, Map<String, Comparator<R>> orders, List<String> first) {
        this.orders = Map.copyOf(orders);
        this.first = List.copyOf(first);
        top = rows(items, inside, 0, new AtomicInteger());
        sorted = this.first;
        shown = flat();
    }

    private static <R> List<Row<R>> rows(List<R> items, Function<R, List<R>> inside, int depth, AtomicInteger next) {
        return items.stream()
                .map(item -> new Row<>(
                        next.getAndIncrement(), depth, item, rows(inside.apply(item), inside, depth + 1, next)))
                .toList();
    }

    /** Orders rows that the columns don't tell apart. */
    public TableRows<R> ties(Comparator<R> ties) {
        this.ties = ties;
        shown = flat();
        return this;
    }

    /** Keeps rows of a higher rank below the others, however the table is sorted. */
    public TableRows<R> rank(ToIntFunction<Row<R>> rank) {
        this.rank = rank;
        shown = flat();
        return this;
    }

    /** Is told by which columns a person sorts. */
    public TableRows<R> onSort(Consumer<List<String>> told) {
        onSort = told;
        return this;
    }

    public List<String> sorted() {
        return sorted;
    }

    /** Begins with this order, where a column of it is known. */
    public TableRows<R> startWith(List<String> columns) {
        sorted = known(columns);
        shown = flat();
        return this;
    }

    public void sort(List<String> columns) {
        List<String> now = known(columns);
        if (!now.equals(sorted)) {
            sorted = now;
            onSort.accept(now);
            shown = flat();
        }
    }

    private List<String> known(List<String> columns) {
        List<String> known = columns.stream()
                .filter(word -> orders.containsKey(column(word)))
                .distinct()
                .toList();
        return known.isEmpty() ? first : known;
    }

    private static String column(String word) {
        return word.startsWith("-") ? word.substring(1) : word;
    }

    public int size() {
        return shown.size();
    }

    /** @param at less than the size */
    public Row<R> at(int at) {
        return shown.get(at);
    }

    public Optional<Row<R>> find(int key) {
        return find(top, key);
    }

    private static <R> Optional<Row<R>> find(List<Row<R>> rows, int key) {
        return rows.stream()
                .flatMap(row -> row.key() == key ? Stream.of(row) : find(row.inside(), key).stream())
                .findFirst();
    }

    public boolean isOpen(Row<R> row) {
        return open.get(row.key());
    }

    public void toggle(int key) {
        find(key).filter(Row::opens).ifPresent(row -> {
            open.flip(key);
            shown = flat();
        });
    }

    /** What the button is called that opens the row or closes it; empty where it does neither. */
    public String opener(Row<R> row, String name) {
        return row.opens() ? (isOpen(row) ? "Close " : "Open ") + PlainText.cut(name, 60) : "";
    }

    private List<Row<R>> flat() {
        Comparator<R> order = sorted.stream()
                .map(word -> {
                    Comparator<R> one = Objects.requireNonNull(orders.get(column(word)));
                    return word.startsWith("-") ? one.reversed() : one;
                })
                .reduce(Comparator::thenComparing)
                .map(columns -> columns.thenComparing(ties))
                .orElse((one, other) -> 0);
        var flat = new ArrayList<Row<R>>();
        add(flat, top, Comparator.comparingInt(rank).thenComparing(Row::item, order));
        return flat;
    }

    private void add(List<Row<R>> flat, List<Row<R>> level, Comparator<Row<R>> order) {
        level.stream().sorted(order).forEach(row -> {
            flat.add(row);
            if (isOpen(row)) {
                add(flat, row.inside(), order);
            }
        });
    }
}
