package dev.bursar.ui;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their number, as a table that scrolls asks for them. Remembers the place of some rows, so that what follows is found by its
 * place and not by counting from the first: a million rows read no slower at their end.
 *
 * @param <R> a row
 * @param <P> where a row stands among the others
 */
public final class KeysetPages<R, P> {
    /** So far apart at least, that a million rows leave a thousand places behind. */
    private static final int APART = 1_000;

    /** Reads rows. */
    public interface Source<R, P> {
        /**
         * @param after the place of the row that they follow; null to begin with the first
         * @param skip how many after it are left out
         */
        List<R> page(@Nullable P after, int skip, int limit);
    }

    private final Source<R, P> source;
    private final Function<R, P> place;
    /** By the number of a row, the place of the row before it. */
    private final TreeMap<Integer, P> places = new TreeMap<>();

    public KeysetPages(Source<R, P> source, Function<R, P> place) {
        this.source = source;
        this.place = place;
    }

    public List<R> page(int offset, int limit) {
        Map.@Nullable Entry<Integer, P> known = places.floorEntry(offset);
        List<R> page = known == null
                ? source.page(null, offset, limit)
                : source.page(known.getValue(), offset - known.getKey(), limit);
        if (!page.isEmpty()) {
            int end = offset + page.size();
            Map.@Nullable Entry<Integer, P> near = places.floorEntry(end);
            if (end - (near == null ? 0 : near.getKey()) >= APART) {
                places.put(end, place.apply(page.getLast()));
            }
        }
        return page;
    }
}
