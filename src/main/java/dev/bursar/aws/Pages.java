package dev.bursar.aws;

import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Reads a list to its end whatever its pages look like: some are empty and have a token, and some tokens expire or come again. */
public final class Pages {
    private static final int MOST_PAGES = 20_000;
    private static final int MOST_EMPTY_PAGES = 500;

    private Pages() {}

    /**
     * A page of an answer.
     *
     * @param next the token of the next page; null or empty for the last one
     */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /** Asks for a page. */
    public interface Request<T> {
        /** @param token null for the first page */
        Page<T> send(@Nullable String token);
    }

    /**
     * Reads from the first page again where a token has expired: items may come twice.
     *
     * @param bad makes a problem of what is wrong with the answer
     * @param take gets pages with items; false ends reading
     */
    public static <T> void each(Function<String, SourceProblem> bad, Request<T> request, Predicate<List<T>> take) {
        RetriedRequests.fromFirstPage(() -> read(bad, request, take));
    }

    /** @param bad makes a problem of what is wrong with the answer */
    public static <T> List<T> all(Function<String, SourceProblem> bad, Request<T> request) {
        return RetriedRequests.fromFirstPage(() -> {
            var all = new ArrayList<T>();
            read(bad, request, all::addAll);
            return all;
        });
    }

    /** @return how many pages had a next one */
    private static <T> int read(Function<String, SourceProblem> bad, Request<T> request, Predicate<List<T>> take) {
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
                throw bad.apply("its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        return seen.size();
    }
}
