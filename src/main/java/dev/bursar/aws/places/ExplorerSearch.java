package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.inventory.spi.FoundResource;
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
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourceexplorer2.model.ListResourcesResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.ListSupportedResourceTypesResponse;
import software.amazon.awssdk.services.resourceexplorer2.model.SearchRequest;
import software.amazon.awssdk.services.resourceexplorer2.model.SearchResponse;

/** Asks Resource Explorer in one Region of an account, by its default view, and hands over what it shows. */
final class ExplorerSearch {
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
                            (client, token) -> client.listSupportedResourceTypes(
                                    request -> request.maxResults(MOST_A_PAGE).nextToken(token)),
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
