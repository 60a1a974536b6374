package dev.bursar.aws.places;

import dev.bursar.aws.AwsText;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.tagging.spi.TagWriting;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.FailureInfo;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
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

    /**
     * A list of ARNs has no pages by AWS's reference, and what isn't there is left out without a word. So what an answer leaves out is asked
     * for once more by itself, and an answer that has a further page all the same is asked for in halves.
     */
    @Override
    public Shown shown(Place place, List<String> arns, RequestMeter meter) {
        return Answers.read(arns, some -> answer(place, some, meter));
    }

    private Answers.Answer answer(Place place, List<String> arns, RequestMeter meter) {
        GetResourcesRequest request =
                GetResourcesRequest.builder().resourceARNList(arns).build();
        GetResourcesResponse answer =
                clients.send(PlaceApi.TAGGING, place, GET, meter, client -> client.getResources(request));
        return new Answers.Answer(
                ResourceReader.tagged(answer.resourceTagMappingList()).stream()
                        .collect(Collectors.toMap(FoundResource::arn, FoundResource::tags, (one, other) -> one)),
                answer.paginationToken() != null && !answer.paginationToken().isEmpty());
    }

    /** What several answers tell together. */
    static final class Answers {
        private final Map<String, Map<String, String>> tags = new HashMap<>();
        private final Set<String> unread = new HashSet<>();
        private final Function<List<String>, Answer> asking;

        /** @param more whether it has a further page */
        record Answer(Map<String, Map<String, String>> tags, boolean more) {}

        private Answers(Function<List<String>, Answer> asking) {
            this.asking = asking;
        }

        static Shown read(List<String> arns, Function<List<String>, Answer> asking) {
            var answers = new Answers(asking);
            answers.read(arns);
            return new Shown(answers.tags, answers.unread);
        }

        private void read(List<String> arns) {
            Answer first = asking.apply(arns);
            if (first.more()) {
                halved(arns);
                return;
            }
            tags.putAll(first.tags());
            List<String> missing =
                    arns.stream().filter(arn -> !first.tags().containsKey(arn)).toList();
            if (missing.isEmpty()) {
                return;
            }
            Answer second = asking.apply(missing);
            if (second.more() || !second.tags().isEmpty()) {
                // the first one was only a part, so what the second leaves out may be there too
                tags.putAll(second.more() ? Map.of() : second.tags());
                missing.stream().filter(arn -> !tags.containsKey(arn)).forEach(unread::add);
            }
        }

        private void halved(List<String> arns) {
            if (arns.size() == 1) {
                unread.addAll(arns);
            } else {
                read(arns.subList(0, arns.size() / 2));
                read(arns.subList(arns.size() / 2, arns.size()));
            }
        }
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
