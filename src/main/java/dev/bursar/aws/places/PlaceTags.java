package dev.bursar.aws.places;

import dev.bursar.aws.AwsText;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.tagging.spi.TagWriting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.UntagResourcesRequest;

/** Reads and writes tags by the Resource Groups Tagging API. AWS answers 200 and names each resource that it refused. */
@Component
class PlaceTags implements TagWriting {
    private static final String GET = "tag:GetResources";
    private static final String TAG = "tag:TagResources";
    private static final String UNTAG = "tag:UntagResources";
    private static final int LONGEST_TEXT = 500;
    private static final Set<String> BUSY = Set.of(
            "ThrottlingException",
            "Throttling",
            "ThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded");
    private static final int TOO_MANY = 429;
    private static final int FAULT = 500;

    private final PlaceClients clients;

    PlaceTags(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public Map<String, Map<String, String>> tags(Place place, List<String> arns, RequestMeter meter) {
        GetResourcesRequest request =
                GetResourcesRequest.builder().resourceARNList(arns).build();
        return ResourceReader.tagged(
                        clients.send(PlaceApi.TAGGING, place, GET, meter, client -> client.getResources(request))
                                .resourceTagMappingList())
                .stream()
                .collect(Collectors.toMap(FoundResource::arn, FoundResource::tags, (one, other) -> one));
    }

    @Override
    public Map<String, Outcome> set(Place place, List<String> arns, String key, String value, RequestMeter meter) {
        var request = TagResourcesRequest.builder()
                .resourceARNList(arns)
                .tags(Map.of(key, value))
                .build();
        return sent(
                arns,
                () -> clients.write(
                        PlaceApi.TAGGING,
                        place,
                        TAG,
                        meter,
                        client -> client.tagResources(request).failedResourcesMap()));
    }

    @Override
    public Map<String, Outcome> remove(Place place, List<String> arns, String key, RequestMeter meter) {
        var request = UntagResourcesRequest.builder()
                .resourceARNList(arns)
                .tagKeys(key)
                .build();
        return sent(
                arns,
                () -> clients.write(
                        PlaceApi.TAGGING,
                        place,
                        UNTAG,
                        meter,
                        client -> client.untagResources(request).failedResourcesMap()));
    }

    private static Map<String, Outcome> sent(List<String> arns, Supplier<Map<String, FailureInfo>> request) {
        Map<String, FailureInfo> failed;
        try {
            failed = request.get();
        } catch (SourceProblem e) {
            Outcome outcome = outcome(e);
            return arns.stream().collect(Collectors.toMap(Function.identity(), arn -> outcome));
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        arns.forEach(arn -> outcomes.put(arn, outcome(failed.get(arn))));
        return outcomes;
    }

    static Outcome outcome(SourceProblem problem) {
        if (!(problem.getCause() instanceof SdkException e)) {
            return new Outcome.Unknown();
        }
        if (RetriedRequests.busy(e)) {
            return new Outcome.Busy();
        }
        if (RetriedRequests.mayBeDone(e)) {
            return new Outcome.Unknown();
        }
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? new Outcome.Refused(
                        text(service.awsErrorDetails().errorCode()),
                        text(service.awsErrorDetails().errorMessage()))
                : new Outcome.Refused("", text(problem.getMessage()));
    }

    static Outcome outcome(@Nullable FailureInfo failure) {
        if (failure == null) {
            return new Outcome.Taken();
        }
        String code = text(failure.errorCodeAsString());
        int status = failure.statusCode() == null ? 0 : failure.statusCode();
        if (BUSY.contains(code) || status == TOO_MANY) {
            return new Outcome.Busy();
        }
        return status >= FAULT ? new Outcome.Unknown() : new Outcome.Refused(code, text(failure.errorMessage()));
    }

    private static String text(@Nullable String text) {
        String kept = text == null || !AwsText.canBeKept(text) ? "" : text;
        return kept.length() <= LONGEST_TEXT ? kept : kept.substring(0, LONGEST_TEXT);
    }
}
