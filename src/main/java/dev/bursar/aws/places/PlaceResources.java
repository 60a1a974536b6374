package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.inventory.spi.ResourceSource;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;

/** Lists the resources of an account and Region: those that have or had tags, and by Resource Explorer those that never had any. */
@Component
class PlaceResources implements ResourceSource {
    private static final String GET = "tag:GetResources";
    private static final int RESOURCES_A_PAGE = 100;
    private static final int MOST_PAGES = 20_000;

    private final PlaceClients clients;
    private final UntaggedSearch search;

    PlaceResources(PlaceClients clients, UntaggedSearch search) {
        this.clients = clients;
        this.search = search;
    }

    @Override
    public void tagged(Place place, RequestMeter meter, Consumer<List<FoundResource>> page) {
        RetriedRequests.fromFirstPage(() -> pages(place, meter, page));
    }

    /** The last page's token is empty; one in between may be empty of resources and have a token. */
    private int pages(Place place, RequestMeter meter, Consumer<List<FoundResource>> page) {
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            GetResourcesRequest request = GetResourcesRequest.builder()
                    .resourcesPerPage(RESOURCES_A_PAGE)
                    .paginationToken(token)
                    .build();
            GetResourcesResponse answer =
                    clients.send(PlaceApi.TAGGING, place, GET, meter, client -> client.getResources(request));
            List<FoundResource> found = ResourceReader.tagged(answer.resourceTagMappingList());
            if (!found.isEmpty()) {
                page.accept(found);
            }
            token = answer.paginationToken();
            if (token != null && !token.isEmpty() && (!seen.add(token) || seen.size() > MOST_PAGES)) {
                throw PlaceProblems.bad(place, GET, "its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        return seen.size();
    }

    @Override
    public Explored untagged(Place place, RequestMeter meter, Consumer<List<FoundResource>> page) {
        return search.of(place, meter, page);
    }
}
