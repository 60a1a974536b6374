package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.inventory.spi.ResourceSource.Explored;
import dev.bursar.inventory.spi.ResourceSource.Incomplete;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourceexplorer2.model.ListIndexesRequest;
import software.amazon.awssdk.services.resourceexplorer2.model.ListIndexesResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.ListSupportedResourceTypesRequest;
import software.amazon.awssdk.services.resourceexplorer2.model.ListSupportedResourceTypesResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.SearchRequest;
import software.amazon.awssdk.services.resourceexplorer2.model.SearchResponse;

/**
 * Finds resources without tags by Resource Explorer, and which of the tagged ones exist. A search shows its first 1,000 matches only, so one with more is asked again
 * by service, and by resource type where that has too many too.
 */
@Component
class UntaggedSearch {
    private static final String INDEXES = "resource-explorer-2:ListIndexes";
    private static final String TYPES = "resource-explorer-2:ListSupportedResourceTypes";
    private static final String SEARCH = "resource-explorer-2:Search";
    private static final int MOST_A_PAGE = 1_000;
    private static final int TYPES_A_PAGE = 1_000;
    private static final int INDEXES_A_PAGE = 100;
    private static final int MOST_PAGES = 50;
    private static final int LONGEST_QUERY = 1_280;
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,64}:[A-Za-z0-9/_-]{1,128}");

    private final PlaceClients clients;

    UntaggedSearch(PlaceClients clients) {
        this.clients = clients;
    }

    Explored of(Place place, RequestMeter meter, Consumer<List<FoundResource>> page) {
        // a search may create an index where none is
        if (!RetriedRequests.fromFirstPage(() -> hasIndex(place, meter))) {
            return Explored.without(new Incomplete(
                    "Resource Explorer has no index" + PlaceProblems.in(place)
                            + ", so resources that were never tagged are unknown there.",
                    "Turn on Resource Explorer in that Region of the account. Bursar reads it with the next run."));
        }
        try {
            Set<String> tooMany = new TreeSet<>();
            split(new Search(place, meter, page), "tag:none region:" + place.region(), tooMany);
            // the Tagging API lists these with all their tags; that they exist only Resource Explorer says, as far as
            // it shows them
            Set<String> notShown = new TreeSet<>();
            split(new Search(place, meter, page), "tag:all region:" + place.region(), notShown);
            if (place.region().equals(PlaceProblems.ALWAYS_ON)) {
                split(new Search(place, meter, page), "tag:none region:global", tooMany);
                split(new Search(place, meter, page), "tag:all region:global", notShown);
            }
            return new Explored(
                    tooMany.isEmpty() ? Optional.empty() : Optional.of(tooMany(place, tooMany)), notShown.isEmpty());
        } catch (SourceProblem e) {
            return Explored.without(ofView(place, e).orElseThrow(() -> e));
        }
    }

    private static Incomplete tooMany(Place place, Set<String> parts) {
        return new Incomplete(
                "Resource Explorer shows only 1,000 resources of a kind, and there are more without tags"
                        + PlaceProblems.in(place) + " ("
                        + String.join(", ", parts.stream().limit(5).toList()) + (parts.size() > 5 ? ", \u2026" : "")
                        + ").",
                "Tag the resources that are listed. Those beyond them appear with the next runs.");
    }

    /** What a view that is missing or leaves tags out answers; empty for other problems. */
    private static Optional<Incomplete> ofView(Place place, SourceProblem problem) {
        if (!(problem.getCause() instanceof SdkException cause)) {
            return Optional.empty();
        }
        if (RetriedRequests.is(cause, "UnauthorizedException")) {
            return Optional.of(
                    new Incomplete(
                            "Resource Explorer has no default view" + PlaceProblems.in(place)
                                    + " that Bursar may use, so resources that were never tagged are unknown there.",
                            "Set a default view that includes tags in that Region, and allow resource-explorer-2:Search on it."));
        }
        if (RetriedRequests.is(cause, "ValidationException")) {
            return Optional.of(new Incomplete(
                    "The default view of Resource Explorer" + PlaceProblems.in(place)
                            + " leaves tags out, so resources that were never tagged are unknown there.",
                    "Include tags in the default view of that Region, or make a view with tags the default."));
        }
        return Optional.empty();
    }

    private boolean hasIndex(Place place, RequestMeter meter) {
        boolean found = false;
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            ListIndexesRequest request = ListIndexesRequest.builder()
                    .regions(place.region())
                    .maxResults(INDEXES_A_PAGE)
                    .nextToken(token)
                    .build();
            ListIndexesResponse answer = clients.send(
                    PlaceApi.RESOURCE_EXPLORER, place, INDEXES, meter, client -> client.listIndexes(request));
            found |= answer.indexes().stream().anyMatch(index -> place.region().equals(index.region()));
            token = next(place, INDEXES, answer.nextToken(), seen);
        } while (token != null && !found);
        return found;
    }

    private static @Nullable String next(Place place, String action, @Nullable String token, Set<String> seen) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (!seen.add(token) || seen.size() > MOST_PAGES) {
            throw PlaceProblems.bad(place, action, "its pages do not end");
        }
        return token;
    }

    /** Whose resources are searched, and who takes them. */
    private record Search(Place place, RequestMeter meter, Consumer<List<FoundResource>> page) {}

    /** A query's answer. */
    private record Answer(boolean complete, Map<String, Set<String>> types) {}

    private void split(Search search, String query, Set<String> tooMany) {
        Answer all = ask(search, query);
        if (all.complete()) {
            return;
        }
        Optional<Map<String, Set<String>>> supported = supported(search);
        Map<String, Set<String>> types = supported.orElseGet(TreeMap::new);
        all.types()
                .forEach((service, seen) ->
                        types.computeIfAbsent(service, any -> new TreeSet<>()).addAll(seen));
        types.forEach((service, known) -> {
            Answer part = ask(search, query + " service:" + service);
            if (!part.complete()) {
                Set<String> kinds = new TreeSet<>(known);
                kinds.addAll(part.types().getOrDefault(service, Set.of()));
                for (String kind : kinds) {
                    if (!ask(search, query + " resourcetype:" + kind).complete()) {
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
    private boolean askOtherTypes(Search search, String query, Set<String> kinds, boolean listed) {
        String others =
                query + kinds.stream().map(kind -> " -resourcetype:" + kind).collect(Collectors.joining());
        return others.length() <= LONGEST_QUERY ? ask(search, others).complete() : listed;
    }

    /** Whether all is seen of services that nothing was seen of yet. */
    private boolean askOthers(Search search, String query, Set<String> services) {
        String others =
                query + services.stream().map(service -> " -service:" + service).collect(Collectors.joining());
        return others.length() <= LONGEST_QUERY && ask(search, others).complete();
    }

    /** The types that AWS knows, by service; empty where it doesn't tell. */
    private Optional<Map<String, Set<String>>> supported(Search search) {
        try {
            return Optional.of(RetriedRequests.fromFirstPage(() -> typePages(search)));
        } catch (SourceProblem e) {
            if (e.kind() != Kind.ACCESS_DENIED && e.kind() != Kind.BAD_QUESTION) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Map<String, Set<String>> typePages(Search search) {
        Map<String, Set<String>> types = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            ListSupportedResourceTypesRequest request = ListSupportedResourceTypesRequest.builder()
                    .maxResults(TYPES_A_PAGE)
                    .nextToken(token)
                    .build();
            ListSupportedResourceTypesResponse answer = clients.send(
                    PlaceApi.RESOURCE_EXPLORER,
                    search.place(),
                    TYPES,
                    search.meter(),
                    client -> client.listSupportedResourceTypes(request));
            answer.resourceTypes().forEach(type -> add(types, type.service(), type.resourceType()));
            token = next(search.place(), TYPES, answer.nextToken(), seen);
        } while (token != null);
        return types;
    }

    /** Only names that can't be more than a name within a query. */
    private static void add(Map<String, Set<String>> types, @Nullable String service, @Nullable String type) {
        if (service != null && SERVICE.matcher(service).matches()) {
            Set<String> of = types.computeIfAbsent(service, any -> new TreeSet<>());
            if (type != null && TYPE.matcher(type).matches()) {
                of.add(type);
            }
        }
    }

    private Answer ask(Search search, String query) {
        return RetriedRequests.fromFirstPage(() -> pages(search, query));
    }

    private Answer pages(Search search, String query) {
        Map<String, Set<String>> types = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        boolean complete = true;
        @Nullable String token = null;
        do {
            SearchRequest request = SearchRequest.builder()
                    .queryString(query)
                    .maxResults(MOST_A_PAGE)
                    .nextToken(token)
                    .build();
            SearchResponse answer = page(search, request);
            answer.resources().forEach(resource -> add(types, resource.service(), resource.resourceType()));
            List<FoundResource> found = ResourceReader.found(answer.resources());
            if (!found.isEmpty()) {
                search.page().accept(found);
            }
            complete &= answer.count() == null
                    || !Boolean.FALSE.equals(answer.count().complete());
            token = next(search.place(), SEARCH, answer.nextToken(), seen);
        } while (token != null);
        return new Answer(complete, types);
    }

    /** A refused page after the first is not the view's fault: its token is. */
    private SearchResponse page(Search search, SearchRequest request) {
        try {
            return clients.send(
                    PlaceApi.RESOURCE_EXPLORER,
                    search.place(),
                    SEARCH,
                    search.meter(),
                    client -> client.search(request));
        } catch (SourceProblem e) {
            if (request.nextToken() != null
                    && e.getCause() instanceof SdkException cause
                    && RetriedRequests.is(cause, "ValidationException")) {
                throw PlaceProblems.bad(search.place(), SEARCH, "it ended in the middle");
            }
            throw e;
        }
    }
}
