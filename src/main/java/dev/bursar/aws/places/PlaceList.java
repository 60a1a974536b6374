package dev.bursar.aws.places;

import dev.bursar.aws.Pages;
import dev.bursar.aws.Pages.Page;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/**
 * A list that an API of a place gives page by page, free of charge; see {@link Pages}.
 *
 * @param permission the IAM action that it needs
 */
record PlaceList<C extends SdkClient>(
        PlaceClients clients, PlaceApi<C> api, Place place, String permission, RequestMeter meter) {
    /** Asks for a page. */
    interface Ask<C, A> {
        /** @param token null for the first page */
        A of(C client, @Nullable String token);
    }

    /** @param next the token of the next page */
    <A, T> List<T> all(Ask<C, A> ask, Function<A, List<T>> items, Function<A, @Nullable String> next) {
        return Pages.all(this::bad, token -> page(ask, items, next, token));
    }

    /** @param take gets pages with items; false ends reading */
    <A, T> void each(
            Ask<C, A> ask, Function<A, List<T>> items, Function<A, @Nullable String> next, Predicate<List<T>> take) {
        Pages.each(this::bad, token -> page(ask, items, next, token), take);
    }

    private <A, T> Page<T> page(
            Ask<C, A> ask, Function<A, List<T>> items, Function<A, @Nullable String> next, @Nullable String token) {
        A answer = clients.send(api, place, permission, meter, client -> ask.of(client, token));
        return new Page<>(items.apply(answer), next.apply(answer));
    }

    private SourceProblem bad(String what) {
        return PlaceProblems.bad(place, permission, what);
    }
}
