package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.aws.places.ExplorerSearch.Answer;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.inventory.spi.ResourceSource.Explored;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Problem.Why;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourceexplorer2.model.Index;
import software.amazon.awssdk.services.resourceexplorer2.model.ListIndexesResponse;

/**
 * Finds resources without tags by Resource Explorer, and which of the tagged ones exist. A search shows its first 1,000 matches only, so
 * what has more is listed; where that is refused, it is searched by service, and by resource type where that has too many too.
 */
@Component
class UntaggedSearch {
    private static final String INDEXES = "resource-explorer-2:ListIndexes";
    private static final int INDEXES_A_PAGE = 100;
    private static final int LONGEST_QUERY = 1_280;

    private final PlaceClients clients;

    UntaggedSearch(PlaceClients clients) {
        this.clients = clients;
    }

    Explored of(Place place, RequestMeter meter, Consumer<List<FoundResource>> page) {
        List<Index> indexes = indexes(place, meter);
        // a search may create an index where none is
        if (indexes.stream().noneMatch(index -> place.region().equals(index.region()))) {
            return Explored.without(place.problem(Why.NO_INDEX));
        }
        try {
            return explored(new ExplorerSearch(clients, place, meter, page), place);
        } catch (SourceProblem e) {
            Problem.AtPlace noView = ofView(place, e).orElseThrow(() -> e);
            return indexes.stream()
                    .filter(index -> "AGGREGATOR".equals(index.typeAsString())
                            && index.region() != null
                            && !index.region().equals(place.region()))
                    .findFirst()
                    .flatMap(index ->
                            elsewhere(new ExplorerSearch(clients, place.in(index.region()), meter, page), place))
                    .orElseGet(() -> Explored.without(noView));
        }
    }

    /** What the account's aggregator shows of the place; empty where that has no view of use either. */
    private Optional<Explored> elsewhere(ExplorerSearch search, Place place) {
        try {
            return Optional.of(explored(search, place));
        } catch (SourceProblem e) {
            ofView(search.asked(), e).orElseThrow(() -> e);
            return Optional.empty();
        }
    }

    private Explored explored(ExplorerSearch search, Place place) {
        Set<String> tooMany = new TreeSet<>();
        // the Tagging API lists these with all their tags; that they exist only Resource Explorer says, as far as it
        // shows them
        Set<String> notShown = new TreeSet<>();
        regions(place).forEach(region -> {
            Set<String> types = new HashSet<>();
            all(
                    search.with(found -> {
                        types.add(String.valueOf(found.type()));
                        return found;
                    }),
                    "tag:none region:" + region + " resourcetype.supports:tags",
                    tooMany);
            all(
                    search.with(found -> found.takingTags(types.contains(String.valueOf(found.type())))),
                    "tag:none region:" + region,
                    tooMany);
            all(search, "tag:all region:" + region, notShown);
        });
        return new Explored(
                tooMany.isEmpty() ? Optional.empty() : Optional.of(tooMany(place, tooMany)), notShown.isEmpty());
    }

    private static List<String> regions(Place place) {
        return place.region().equals(PlaceProblems.ALWAYS_ON)
                ? List.of(place.region(), "global")
                : List.of(place.region());
    }

    private static Problem.AtPlace tooMany(Place place, Set<String> parts) {
        return place.problem(
                Why.TOO_MANY_UNTAGGED,
                "",
                String.join(", ", parts.stream().limit(5).toList()) + (parts.size() > 5 ? ", \u2026" : ""));
    }

    /** What a view that is missing or leaves tags out answers; empty for other problems. */
    private static Optional<Problem.AtPlace> ofView(Place place, SourceProblem problem) {
        if (!(problem.getCause() instanceof SdkException cause)) {
            return Optional.empty();
        }
        if (RetriedRequests.is(cause, "UnauthorizedException")) {
            return Optional.of(place.problem(Why.NO_VIEW));
        }
        if (RetriedRequests.is(cause, "ValidationException")) {
            return Optional.of(place.problem(Why.VIEW_WITHOUT_TAGS));
        }
        return Optional.empty();
    }

    /** Those of all Regions of the account. */
    private List<Index> indexes(Place place, RequestMeter meter) {
        return clients.list(PlaceApi.RESOURCE_EXPLORER, place, INDEXES, meter)
                .all(
                        (client, token) -> client.listIndexes(
                                request -> request.maxResults(INDEXES_A_PAGE).nextToken(token)),
                        ListIndexesResponse::indexes,
                        ListIndexesResponse::nextToken);
    }

    private void all(ExplorerSearch search, String query, Set<String> tooMany) {
        Answer all = search.ask(query);
        if (!all.complete() && !search.list(query)) {
            split(search, query, all, tooMany);
        }
    }

    private void split(ExplorerSearch search, String query, Answer all, Set<String> tooMany) {
        Optional<Map<String, Set<String>>> supported = search.supported();
        Map<String, Set<String>> types = supported.orElseGet(TreeMap::new);
        all.types()
                .forEach((service, seen) ->
                        types.computeIfAbsent(service, any -> new TreeSet<>()).addAll(seen));
        types.forEach((service, known) -> {
            Answer part = search.ask(query + " service:" + service);
            if (!part.complete()) {
                Set<String> kinds = new TreeSet<>(known);
                kinds.addAll(part.types().getOrDefault(service, Set.of()));
                for (String kind : kinds) {
                    if (!search.ask(query + " resourcetype:" + kind).complete()) {
                        tooMany.add(kind);
                    }
                }
                if (!askOtherTypes(search, query + " service:" + service, kinds, supported.isPresent())) {
                    tooMany.add("other types of " + service);
                }
            }
        });
        if (supported.isEmpty() && !askOthers(search, query, types.keySet())) {
            tooMany.add("other services");
        }
    }

    /** Whether all is seen of a service's types that nothing was seen of yet; AWS's own list may lack some. */
    private boolean askOtherTypes(ExplorerSearch search, String query, Set<String> kinds, boolean listed) {
        String others =
                query + kinds.stream().map(kind -> " -resourcetype:" + kind).collect(Collectors.joining());
        return others.length() <= LONGEST_QUERY ? search.ask(others).complete() : listed;
    }

    /** Whether all is seen of services that nothing was seen of yet. */
    private boolean askOthers(ExplorerSearch search, String query, Set<String> services) {
        String others =
                query + services.stream().map(service -> " -service:" + service).collect(Collectors.joining());
        return others.length() <= LONGEST_QUERY && search.ask(others).complete();
    }
}
