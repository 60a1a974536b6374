package dev.bursar.files;

import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.list.ListColumn;
import dev.bursar.list.ListSource;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a listing as a file. A list whose files say more above their rows has a bean of its own that does so.
 *
 * @param <R> a row
 */
public class ListingExport<R> extends ListExport<R> {
    private final ListSource<R> source;

    public ListingExport(ListSource<R> source, Clock clock) {
        super(source.listing().key(), source.listing().title(), clock);
        this.source = source;
    }

    @Override
    protected final Found<R> find(String stored) {
        return find(source.listing().address().ofStored(stored));
    }

    protected Found<R> find(ListState state) {
        ListSource.Answer<R> answer = source.ask().apply(state);
        return file(answer, facts(answer.found()));
    }

    /** What stands above the rows, one line each. */
    protected List<String> facts(ListSource.Found found) {
        return List.of(counted(found), exported(found));
    }

    /** @param facts what stands above the rows, one line each */
    protected final Found<R> file(ListSource.Answer<R> answer, List<String> facts) {
        return file(answer, facts, Map.of());
    }

    /** @param heads of columns that say more in this file, by their keys */
    protected final Found<R> file(ListSource.Answer<R> answer, List<String> facts, Map<String, String> heads) {
        Listing<R> listing = source.listing();
        ListSource.Found found = answer.found();
        List<Cell<R>> cells = listing.columns().stream()
                .map(column -> new Cell<R>(
                        new Column(heads.getOrDefault(column.key(), column.head()), kind(column)),
                        row -> written(column, row)))
                .toList();
        return new Found<>(
                cells,
                facts,
                found.rows(),
                row -> Optional.ofNullable(listing.currency(row)).orElse(""),
                answer.rows()::each,
                totals(listing, found, heads));
    }

    /** {@code 12 Regions}. */
    protected final String counted(ListSource.Found found) {
        Listing.Noun noun = source.listing().noun();
        return Formats.count(found.rows(), noun.one(), noun.several());
    }

    protected final String exported(ListSource.Found found) {
        return found.asOf().map(done -> exported(done.word(), done.at())).orElseGet(this::exported);
    }

    /** What people read of a row in a column. */
    protected @Nullable Object cell(ListColumn<R> column, R row) {
        return column.cell().apply(row);
    }

    private @Nullable Object written(ListColumn<R> column, R row) {
        @Nullable Object cell = cell(column, row);
        return kind(column) != Kind.TEXT
                ? cell
                : cell instanceof BigDecimal number
                        ? number.stripTrailingZeros().toPlainString()
                        : Objects.toString(cell, "");
    }

    private static Kind kind(ListColumn<?> column) {
        return switch (column.kind()) {
            case MONEY -> Kind.MONEY;
            case PERCENT -> Kind.PERCENT;
            case DAY -> Kind.DAY;
            case TEXT, WORD, NUMBER, MOMENT -> Kind.TEXT;
        };
    }

    private static <R> Map<String, Map<String, @Nullable Object>> totals(
            Listing<R> listing, ListSource.Found found, Map<String, String> heads) {
        Map<String, Map<String, @Nullable Object>> totals = new TreeMap<>();
        found.totals().forEach((currency, sums) -> {
            Map<String, @Nullable Object> total = new HashMap<>();
            listing.columns().forEach(column -> {
                if (column.key().equals("currency")) {
                    total.put(column.head(), currency);
                } else if (sums.containsKey(column.key())) {
                    total.put(heads.getOrDefault(column.key(), column.head()), sums.get(column.key()));
                }
            });
            totals.put(currency, total);
        });
        return totals;
    }
}
