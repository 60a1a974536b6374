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
        ListSource.Found found = source.found().apply(state);
        return file(state, found, facts(found));
    }

    /** What stands above the rows, one line each. */
    protected List<String> facts(ListSource.Found found) {
        return List.of(counted(found), exported(found));
    }

    /** @param facts what stands above the rows, one line each */
    protected final Found<R> file(ListState state, ListSource.Found found, List<String> facts) {
        Listing<R> listing = source.listing();
        List<Cell<R>> cells =
                listing.columns().stream().map(ListingExport::cell).toList();
        return new Found<>(
                cells,
                facts,
                found.rows(),
                row -> Optional.ofNullable(listing.currency(row)).orElse(""),
                each -> source.rows().each(state, each),
                totals(listing, found));
    }

    /** {@code 12 Regions}. */
    protected final String counted(ListSource.Found found) {
        Listing.Noun noun = source.listing().noun();
        return Formats.count(found.rows(), noun.one(), noun.several());
    }

    protected final String exported(ListSource.Found found) {
        return found.asOf().map(done -> exported(done.word(), done.at())).orElseGet(this::exported);
    }

    private static <R> Cell<R> cell(ListColumn<R> column) {
        Kind kind = switch (column.kind()) {
            case MONEY -> Kind.MONEY;
            case PERCENT -> Kind.PERCENT;
            case DAY -> Kind.DAY;
            case TEXT, WORD, NUMBER, MOMENT -> Kind.TEXT;
        };
        return new Cell<>(new Column(column.head(), kind), row -> {
            @Nullable Object cell = column.cell().apply(row);
            return kind == Kind.TEXT ? Objects.toString(cell, "") : cell;
        });
    }

    private static <R> Map<String, Map<String, @Nullable Object>> totals(Listing<R> listing, ListSource.Found found) {
        Map<String, Map<String, @Nullable Object>> totals = new TreeMap<>();
        found.totals().forEach((currency, sums) -> {
            Map<String, @Nullable Object> total = new HashMap<>();
            listing.columns().forEach(column -> {
                if (column.key().equals("currency")) {
                    total.put(column.head(), currency);
                } else if (sums.containsKey(column.key())) {
                    total.put(column.head(), sums.get(column.key()));
                }
            });
            totals.put(currency, total);
        });
        return totals;
    }
}
