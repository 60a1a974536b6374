package dev.bursar.files;

import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list page as a file; asked again with the rights of whoever fetches it.
 *
 * @param <R> a row
 */
public abstract class ListExport<R> implements ExportSource {
    /**
     * A column and what a row has in it.
     *
     * @param cell a text, a decimal or a day, as the column's kind asks for; null stays empty
     */
    public record Cell<R>(Column column, Function<R, @Nullable Object> cell) {
        public static <R> Cell<R> text(String name, Function<R, @Nullable String> text) {
            return new Cell<>(Column.text(name), row -> {
                @Nullable String found = text.apply(row);
                return found == null ? "" : found;
            });
        }

        public static <R> Cell<R> money(String name, Function<R, @Nullable BigDecimal> amount) {
            return new Cell<>(Column.money(name), amount::apply);
        }

        /** A share of 1. */
        public static <R> Cell<R> percent(String name, Function<R, @Nullable BigDecimal> share) {
            return new Cell<>(new Column(name, Kind.PERCENT), share::apply);
        }

        public static <R> Cell<R> day(String name, Function<R, @Nullable LocalDate> day) {
            return new Cell<>(new Column(name, Kind.DAY), day::apply);
        }
    }

    /** Reads rows one by one. */
    public interface Rows<R> {
        void each(Consumer<R> row);
    }

    /** Reads some rows at a time. */
    protected interface Steps<R> {
        /**
         * @param last the last row so far; null at first
         * @param offset how many there were so far
         */
        List<R> next(@Nullable R last, int offset, int most);
    }

    /** Rows of which no more than 500 are held at once. */
    protected static <R> Rows<R> inSteps(Steps<R> steps) {
        return each -> {
            @Nullable R last = null;
            int offset = 0;
            List<R> rows;
            do {
                rows = steps.next(last, offset, AT_ONCE);
                rows.forEach(each);
                offset += rows.size();
                last = rows.isEmpty() ? last : rows.getLast();
            } while (rows.size() == AT_ONCE);
        };
    }

    /**
     * What a question finds.
     *
     * @param facts one line each: what was asked, cost and days, as of
     * @param count of rows
     * @param currency of a row's money
     * @param totals by currency, each its cells by the names of their columns
     */
    public record Found<R>(
            List<Cell<R>> columns,
            List<String> facts,
            long count,
            Function<R, String> currency,
            Rows<R> rows,
            Map<String, Map<String, @Nullable Object>> totals) {
        /** Without money. */
        public Found(List<Cell<R>> columns, List<String> facts, long count, Rows<R> rows) {
            this(columns, facts, count, row -> "", rows, Map.of());
        }
    }

    private static final int AT_ONCE = 500;

    private final String kind;
    private final String title;
    private final Clock clock;

    /** @param kind unique, stable, lower case with dashes: it is stored */
    protected ListExport(String kind, String title, Clock clock) {
        this.kind = kind;
        this.title = title;
        this.clock = clock;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public About about(String question) {
        check(question);
        return new About(heading(question), file(question) + "-" + today());
    }

    /** What the file is called, before the day. */
    protected String file(String question) {
        return kind;
    }

    /** Throws what is thrown at people who may see nothing of the list. */
    protected void check(String question) {
        find(question);
    }

    protected final LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** The fact of each file that ends its facts. */
    protected final String exported() {
        return "Exported " + Formats.momentWithYear(clock.instant());
    }

    /** The same after when something was done: {@code Judged}. */
    protected final String exported(String done, Optional<Instant> when) {
        return when.map(at -> done + " " + Formats.momentWithYear(at) + ", exported "
                        + Formats.momentWithYear(clock.instant()))
                .orElseGet(this::exported);
    }

    /** What stands above the table. */
    protected String heading(String question) {
        return title;
    }

    /** Asks; what may be refused is refused here. */
    protected abstract Found<R> find(String question);

    @Override
    public final Table table(String question) {
        Found<R> found = find(question);
        List<Column> columns = found.columns().stream().map(Cell::column).toList();
        return (file, progress) -> {
            progress.all(found.count());
            file.head(new Heading(title, heading(question), found.facts()), columns);
            found.rows().each(row -> {
                try {
                    file.row(
                            found.currency().apply(row),
                            found.columns().stream()
                                    .map(cell -> cell.cell().apply(row))
                                    .toArray());
                    progress.row();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (Map.Entry<String, Map<String, @Nullable Object>> total :
                    found.totals().entrySet()) {
                @Nullable Object[] cells = new @Nullable Object[columns.size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = total.getValue().get(columns.get(i).name());
                }
                cells[0] = "Total";
                file.total(total.getKey(), cells);
            }
        };
    }
}
