package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.aws.places.UntaggedSearch.ExplorerSearch.Answer;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.inventory.spi.ResourceSource.Explored;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Problem.Why;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourceexplorer2.model.Index;
import software.amazon.awssdk.services.resourceexplorer2.model.ListIndexesResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.ListResourcesResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.ListSupportedResourceTypesResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.SearchRequest;
import software.amazon.awssdk.services.resourceexplorer2.model.SearchResponse;

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

    /** Asks Resource Explorer in one Region of an account, by its default view, and hands over what it shows. */
    static final class ExplorerSearch {
        private static final String TYPES = "resource-explorer-2:ListSupportedResourceTypes";
        private static final String SEARCH = "resource-explorer-2:Search";
        private static final String LIST = "resource-explorer-2:ListResources";
        private static final int MOST_A_PAGE = 1_000;

        /** With 1,000 AWS gives no token for the next ones. */
        private static final int MOST_A_LIST = 999;

        private static final int MOST_PAGES = 50;
        private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{1,64}");
        private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,64}:[A-Za-z0-9/_-]{1,128}");

        private final PlaceClients clients;
        private final Place asked;
        private final RequestMeter meter;
        private final Consumer<List<FoundResource>> page;

        ExplorerSearch(PlaceClients clients, Place asked, RequestMeter meter, Consumer<List<FoundResource>> page) {
            this.clients = clients;
            this.asked = asked;
            this.meter = meter;
            this.page = page;
        }

        Place asked() {
            return asked;
        }

        /** The same search, of whose resources some are changed. */
        ExplorerSearch with(UnaryOperator<FoundResource> change) {
            return new ExplorerSearch(
                    clients,
                    asked,
                    meter,
                    found -> page.accept(found.stream().map(change).toList()));
        }

        /** What a query has shown: whether that was all, and the types among it by service. */
        record Answer(boolean complete, Map<String, Set<String>> types) {}

        /** The first 1,000 matches. */
        Answer ask(String query) {
            return RetriedRequests.fromFirstPage(() -> pages(query));
        }

        private Answer pages(String query) {
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
                SearchResponse answer = page(request);
                answer.resources().forEach(resource -> add(types, resource.service(), resource.resourceType()));
                List<FoundResource> found = ResourceReader.found(answer.resources());
                if (!found.isEmpty()) {
                    page.accept(found);
                }
                complete &= answer.count() == null
                        || !Boolean.FALSE.equals(answer.count().complete());
                token = answer.nextToken();
                if (token != null && !token.isEmpty() && (!seen.add(token) || seen.size() > MOST_PAGES)) {
                    throw PlaceProblems.bad(asked, SEARCH, "its pages do not end");
                }
            } while (token != null && !token.isEmpty());
            return new Answer(complete, types);
        }

        /** A refused page after the first is not the view's fault: its token is. */
        private SearchResponse page(SearchRequest request) {
            try {
                return clients.send(PlaceApi.RESOURCE_EXPLORER, asked, SEARCH, meter, client -> client.search(request));
            } catch (SourceProblem e) {
                if (request.nextToken() != null
                        && e.getCause() instanceof SdkException cause
                        && RetriedRequests.is(cause, "ValidationException")) {
                    throw PlaceProblems.bad(asked, SEARCH, "it ended in the middle");
                }
                throw e;
            }
        }

        /** All matches; false where AWS refuses to list them: roles from before may lack the permission. */
        boolean list(String query) {
            return answered(() -> {
                        clients.list(PlaceApi.RESOURCE_EXPLORER, asked, LIST, meter)
                                .each(
                                        (client, token) -> client.listResources(
                                                request -> request.filters(filter -> filter.filterString(query))
                                                        .maxResults(MOST_A_LIST)
                                                        .nextToken(token)),
                                        ListResourcesResponse::resources,
                                        ListResourcesResponse::nextToken,
                                        found -> {
                                            page.accept(ResourceReader.found(found));
                                            return true;
                                        });
                        return true;
                    })
                    .orElse(false);
        }

        /** The types that AWS knows, by service; empty where it doesn't tell. */
        Optional<Map<String, Set<String>>> supported() {
            return answered(() -> {
                Map<String, Set<String>> types = new TreeMap<>();
                clients.list(PlaceApi.RESOURCE_EXPLORER, asked, TYPES, meter)
                        .each(
                                (client, token) -> client.listSupportedResourceTypes(request ->
                                        request.maxResults(MOST_A_PAGE).nextToken(token)),
                                ListSupportedResourceTypesResponse::resourceTypes,
                                ListSupportedResourceTypesResponse::nextToken,
                                found -> {
                                    found.forEach(type -> add(types, type.service(), type.resourceType()));
                                    return true;
                                });
                return types;
            });
        }

        private static <T> Optional<T> answered(Supplier<T> question) {
            try {
                return Optional.of(question.get());
            } catch (SourceProblem e) {
                if (e.kind() != Kind.ACCESS_DENIED && e.kind() != Kind.BAD_QUESTION) {
                    throw e;
                }
                return Optional.empty();
            }
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
    }
}
