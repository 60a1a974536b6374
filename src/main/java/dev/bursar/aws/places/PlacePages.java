package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.setup.spi.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a list to its end whatever its pages look like: some are empty and have a token, and some tokens expire or come again. */
final class PlacePages {
    private static final int MOST_PAGES = 20_000;
    private static final int MOST_EMPTY_PAGES = 500;

    private PlacePages() {}

    /**
     * A page of an answer.
     *
     * @param next the token of the next page; null or empty for the last one
     */
    record Page<T>(List<T> items, @Nullable String next) {}

    /** Asks for a page. */
    interface Request<T> {
        /** @param token null for the first page */
        Page<T> send(@Nullable String token);
    }

    /**
     * Reads from the first page again where a token has expired: items may come twice.
     *
     * @param permission that names the API
     * @param take false ends reading
     */
    static <T> void each(Place place, String permission, Request<T> request, Predicate<List<T>> take) {
        RetriedRequests.fromFirstPage(() -> read(place, permission, request, take));
    }

    /** @param permission that names the API */
    static <T> List<T> all(Place place, String permission, Request<T> request) {
        return RetriedRequests.fromFirstPage(() -> {
            var all = new ArrayList<T>();
            read(place, permission, request, all::addAll);
            return all;
        });
    }

    /** @return how many pages had a next one */
    private static <T> int read(Place place, String permission, Request<T> request, Predicate<List<T>> take) {
        Set<String> seen = new HashSet<>();
        int empty = 0;
        @Nullable String token = null;
        do {
            Page<T> page = request.send(token);
            empty = page.items().isEmpty() ? empty + 1 : 0;
            if (!page.items().isEmpty() && !take.test(page.items())) {
                return seen.size();
            }
            token = page.next();
            if (token != null
                    && !token.isEmpty()
                    && (!seen.add(token) || seen.size() > MOST_PAGES || empty > MOST_EMPTY_PAGES)) {
                throw PlaceProblems.bad(place, permission, "its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        return seen.size();
    }
}
