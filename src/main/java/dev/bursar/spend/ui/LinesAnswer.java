package dev.bursar.spend.ui;

import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.spend.spi.LinesOfCharges.Lines;
import dev.bursar.spend.spi.LinesOfCharges.Sum;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Lines as the page shows them: the first ones in their order, and what all of them cost.
 *
 * @param all columns that can be chosen
 * @param shown columns, in the rows' order
 * @param unknown columns that the address asks for and the files don't have
 * @param numbers which columns hold numbers
 * @param lines how many there are
 * @param without of the charges, how many have no line
 * @param ofNodes of these, how many are parts of what nodes of clusters cost
 * @param covered whether some lines bill what a Savings Plan covers, and their charges don't
 * @param sort the column that the rows are sorted by, "-" before it for descending
 */
record LinesAnswer(
        List<String> all,
        List<String> shown,
        List<String> unknown,
        Set<String> numbers,
        long lines,
        long charges,
        long without,
        long ofNodes,
        boolean covered,
        List<Sum> sums,
        List<Row> rows,
        String sort) {
    static final int MOST_ROWS = 10_000;

    /** A line's texts by the columns that are shown, null where it has none, and what it is sorted by. */
    record Row(
            @Nullable String[] cells,
            @Nullable String by,
            @Nullable BigDecimal number) {
        @Nullable
        String cell(int column) {
            return cells[column];
        }
    }

    static LinesAnswer of(
            LinesOfCharges delivered, LinesOfCharges.Wanted wanted, LinesUrl url, LinesOfCharges.Watch watch) {
        try (Lines lines = delivered.of(wanted, watch)) {
            return read(lines, url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LinesAnswer read(Lines lines, LinesUrl url) throws IOException {
        List<String> all = lines.columns();
        Set<String> numbers = Set.copyOf(lines.numbers());
        List<String> usual = lines.usual().stream()
                .filter(name -> !name.equals(url.otherCost()))
                .toList();
        List<String> known = url.columns().stream().filter(all::contains).toList();
        List<String> shown = known.isEmpty() ? usual : known;
        var unknown = new LinkedHashSet<>(url.columns());
        known.forEach(unknown::remove);
        String asked = url.sort().startsWith("-") ? url.sort().substring(1) : url.sort();
        boolean sorts = all.contains(asked);
        if (!asked.isEmpty() && !sorts && lines.lines() > 0) {
            unknown.add(asked);
        }
        String by = sorts ? asked : usual.isEmpty() ? "" : usual.getLast();
        String sort = sorts ? url.sort() : "-" + by;
        var fetched = new LinkedHashSet<>(shown);
        fetched.add(by);
        Comparator<Row> order = order(sort.startsWith("-"), numbers.contains(by));
        var first = new PriorityQueue<Row>(order.reversed());
        Map<String, String> texts = new HashMap<>();
        lines.each(List.copyOf(fetched), line -> {
            String text = line.get(by);
            var row = new Row(
                    shown.stream().map(line::get).toArray(String[]::new),
                    text,
                    text == null || !numbers.contains(by) ? null : number(text));
            if (first.size() < MOST_ROWS || order.compare(row, first.element()) < 0) {
                first.add(kept(row, texts));
            }
            if (first.size() > MOST_ROWS) {
                first.remove();
            }
        });
        var rows = new ArrayList<>(first);
        rows.sort(order);
        return new LinesAnswer(
                all,
                shown,
                List.copyOf(lines.lines() == 0 ? Set.of() : unknown),
                numbers,
                lines.lines(),
                lines.charges(),
                lines.without(),
                lines.ofNodes(),
                lines.covered(),
                lines.sums(),
                List.copyOf(rows),
                sort);
    }

    /** Accounts, services and units come again and again; one text of each is enough. */
    private static Row kept(Row row, Map<String, String> texts) {
        @Nullable String[] cells = row.cells().clone();
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i];
            if (cell != null) {
                String before = texts.putIfAbsent(cell, cell);
                cells[i] = before == null ? cell : before;
            }
        }
        return new Row(cells, row.by(), row.number());
    }

    static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What is empty comes last; equal ones by all that is shown, so that each look-up gives the same rows. */
    private static Comparator<Row> order(boolean descending, boolean numbers) {
        Comparator<@Nullable BigDecimal> byNumber = Comparator.nullsLast(
                descending ? Comparator.<BigDecimal>reverseOrder() : Comparator.<BigDecimal>naturalOrder());
        Comparator<@Nullable String> byText = Comparator.nullsLast(
                descending ? Comparator.<String>reverseOrder() : Comparator.<String>naturalOrder());
        Comparator<@Nullable String> each = Comparator.nullsFirst(Comparator.<String>naturalOrder());
        return (one, other) -> {
            int order = numbers ? byNumber.compare(one.number(), other.number()) : byText.compare(one.by(), other.by());
            for (int i = 0; order == 0 && i < one.cells().length; i++) {
                order = each.compare(one.cell(i), other.cell(i));
            }
            return order;
        };
    }

    /** The same rows by a column that is shown, without looking them up again; empty where there are others, or no such column. */
    Optional<LinesAnswer> sorted(String by) {
        boolean down = by.startsWith("-");
        int column = shown.indexOf(down ? by.substring(1) : by);
        if (!isWhole() || column < 0) {
            return Optional.empty();
        }
        boolean number = numbers.contains(shown.get(column));
        List<Row> again = rows.stream()
                .map(row -> {
                    String text = row.cell(column);
                    return new Row(row.cells(), text, text == null || !number ? null : number(text));
                })
                .sorted(order(down, number))
                .toList();
        return Optional.of(new LinesAnswer(
                all, shown, unknown, numbers, lines, charges, without, ofNodes, covered, sums, again, by));
    }

    boolean isWhole() {
        return lines == rows.size();
    }
}
