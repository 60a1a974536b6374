package dev.bursar.tagging.spi;

import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Reads and changes which tags AWS attributes costs to, in the payer's account by its writing role. Requests are free and metered; one that
 * writes is sent again only where AWS says that it did nothing.
 */
public interface TagKeyWriting {
    /** So many keys may be read with one call. */
    int MOST_READ = 100;

    /** So many keys may be written with one call. */
    int MOST_WRITTEN = 20;

    /**
     * Whether some keys are active; those that AWS doesn't list are left out.
     *
     * @throws dev.bursar.sync.SourceProblem where AWS couldn't be asked
     */
    Map<String, Boolean> active(Place place, Collection<String> keys, RequestMeter meter);

    /** Has some keys be active, or no longer; what AWS answered, by key, of all of them. */
    Map<String, Outcome> set(Place place, Map<String, Boolean> active, RequestMeter meter);

    /**
     * The backfills that AWS lists, the newest first.
     *
     * @throws dev.bursar.sync.SourceProblem where AWS couldn't be asked
     */
    List<Backfill> backfills(Place place, RequestMeter meter);

    /** Asks for a backfill from the first of a month on. */
    Outcome backfill(Place place, LocalDate from, RequestMeter meter);
}
