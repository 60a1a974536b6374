package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.efficiency.spi.BedrockSource;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Problem.Why;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ListInferenceProfilesResponse;
import software.amazon.awssdk.services.bedrock.model.ListProvisionedModelThroughputsResponse;

/** Lists provisioned models and inference profiles of Amazon Bedrock in an account and Region. */
@Component
class PlaceBedrock implements BedrockSource {
    private static final String SERVICE = "bedrock";
    private static final int ITEMS_A_PAGE = 100;

    /** Profiles whose tags are read of a place, so that very many of them don't keep the others waiting. */
    private static final int MOST_PROFILES = 1_000;

    private final PlaceClients clients;

    PlaceBedrock(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public List<ProvisionedModel> models(Place place, RequestMeter meter) {
        return where(
                place,
                () -> clients.list(PlaceApi.BEDROCK, place, "bedrock:ListProvisionedModelThroughputs", meter)
                        .all(
                                (client, token) -> client.listProvisionedModelThroughputs(request ->
                                        request.maxResults(ITEMS_A_PAGE).nextToken(token)),
                                answer -> BedrockReader.models(answer.provisionedModelSummaries()),
                                ListProvisionedModelThroughputsResponse::nextToken));
    }

    @Override
    public List<Profile> profiles(Place place, RequestMeter meter) {
        List<InferenceProfileSummary> listed = where(
                place,
                () -> clients.list(PlaceApi.BEDROCK, place, "bedrock:ListInferenceProfiles", meter)
                        .all(
                                (client, token) -> client.listInferenceProfiles(
                                        request -> request.typeEquals(InferenceProfileType.APPLICATION)
                                                .maxResults(ITEMS_A_PAGE)
                                                .nextToken(token)),
                                ListInferenceProfilesResponse::inferenceProfileSummaries,
                                ListInferenceProfilesResponse::nextToken));
        var profiles = new ArrayList<Profile>();
        boolean refused = false;
        for (InferenceProfileSummary one : listed) {
            if (SageMakerReader.isName(one.inferenceProfileName())
                    && SageMakerReader.isArn(one.inferenceProfileArn())) {
                @Nullable Map<String, String> tags = null;
                if (!refused && profiles.size() < MOST_PROFILES) {
                    try {
                        tags = tags(place, one.inferenceProfileArn(), meter);
                    } catch (SourceProblem e) {
                        // the next one would be refused alike
                        refused = e.kind() == Kind.ACCESS_DENIED;
                    }
                }
                profiles.add(new Profile(one.inferenceProfileArn(), one.inferenceProfileName(), tags));
            }
        }
        return profiles;
    }

    private Map<String, String> tags(Place place, String arn, RequestMeter meter) {
        return BedrockReader.tags(clients.send(
                PlaceApi.BEDROCK,
                place,
                "bedrock:ListTagsForResource",
                meter,
                client -> client.listTagsForResource(request -> request.resourceARN(arn))
                        .tags()));
    }

    private static <T> T where(Place place, Supplier<T> request) {
        try {
            return request.get();
        } catch (SourceProblem e) {
            throw isOffered(place.region(), e) ? e : notOffered(place, e);
        }
    }

    private static SourceProblem notOffered(Place place, SourceProblem e) {
        return new SourceProblem(Kind.OFF, place.problem(Why.SERVICE_NOT_IN_REGION), e.getCause());
    }

    /**
     * Whether AWS may offer Bedrock in the Region. Where it doesn't, there is no host of that name; but a Region that the SDK knows has one,
     * and then names can't be looked up at all.
     */
    static boolean isOffered(String region, SourceProblem problem) {
        return ServiceMetadata.of(SERVICE).regions().contains(Region.of(region))
                || RetriedRequests.among(problem, UnknownHostException.class).isEmpty();
    }
}
