package dev.bursar.inventory.spi;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Problem;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Where the resources of a place are listed. Requests are free, paced for each API and place, and metered with account and Region.
 * Calls for different places may come at the same time.
 *
 * <p>Errors: {@link dev.bursar.sync.SourceProblem}, whose sentences name the account and the Region; its kind is OFF where the Region
 * is off for the account.
 */
public interface ResourceSource {
    /**
     * Everything that has tags or once had some, page by page (Resource Groups Tagging API). Resources that were deleted may still be
     * among them. When a page's token expires, reading begins anew: a resource may then come twice.
     */
    void tagged(Place place, RequestMeter meter, Consumer<List<FoundResource>> page);

    /**
     * Everything without a tag that people set, and as much of the rest as a search shows, page by page (Resource Explorer); a
     * resource may come twice. Asks only where an index exists, because a search may create one where none is.
     *
     * @return what was shown
     */
    Explored untagged(Place place, RequestMeter meter, Consumer<List<FoundResource>> page);

    /**
     * What Resource Explorer showed of a place.
     *
     * @param missing why not all resources without tags were shown; empty where they were
     * @param everything whether all resources with tags were shown, too
     */
    record Explored(Optional<Problem.AtPlace> missing, boolean everything) {
        public static Explored without(Problem.AtPlace missing) {
            return new Explored(Optional.of(missing), false);
        }
    }
}
