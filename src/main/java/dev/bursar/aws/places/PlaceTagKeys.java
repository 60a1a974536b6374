package dev.bursar.aws.places;

import dev.bursar.aws.AwsText;
import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.Backfill.Status;
import dev.bursar.tagging.spi.TagKeyWriting;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.BackfillLimitExceededException;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTag;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTagBackfillRequest;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTagStatus;
import software.amazon.awssdk.services.costexplorer.model.CostAllocationTagStatusEntry;
import software.amazon.awssdk.services.costexplorer.model.LimitExceededException;
import software.amazon.awssdk.services.costexplorer.model.ListCostAllocationTagBackfillHistoryRequest;
import software.amazon.awssdk.services.costexplorer.model.ListCostAllocationTagBackfillHistoryResponse;
import software.amazon.awssdk.services.costexplorer.model.ListCostAllocationTagsRequest;
import software.amazon.awssdk.services.costexplorer.model.ListCostAllocationTagsResponse;
import software.amazon.awssdk.services.costexplorer.model.UpdateCostAllocationTagsStatusError;

/** Reads and writes the status of cost allocation tags. AWS answers 200 and names each key that it refused. */
@Component
class PlaceTagKeys implements TagKeyWriting {
    private static final String LIST = "ce:ListCostAllocationTags";
    private static final String UPDATE = "ce:UpdateCostAllocationTagsStatus";
    private static final String HISTORY = "ce:ListCostAllocationTagBackfillHistory";
    private static final String BACKFILL = "ce:StartCostAllocationTagBackfill";
    private static final int MOST_PAGES = 20;
    private static final int A_PAGE = 100;
    private static final int LONGEST_TEXT = 500;

    private final PlaceClients clients;

    PlaceTagKeys(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public Map<String, Boolean> active(Place place, Collection<String> keys, RequestMeter meter) {
        Map<String, Boolean> active = new HashMap<>();
        var tokens = new HashSet<String>();
        @Nullable String token = null;
        do {
            ListCostAllocationTagsRequest request = ListCostAllocationTagsRequest.builder()
                    .tagKeys(keys)
                    .maxResults(A_PAGE)
                    .nextToken(token)
                    .build();
            ListCostAllocationTagsResponse page =
                    read(place, LIST, meter, client -> client.listCostAllocationTags(request));
            page.costAllocationTags().stream()
                    .filter(tag -> tag.tagKey() != null && keys.contains(tag.tagKey()))
                    .forEach(tag -> active.put(tag.tagKey(), isActive(tag)));
            token = page.nextToken();
        } while (goesOn(token, tokens));
        return active;
    }

    private <T> T read(
            Place place,
            String permission,
            RequestMeter meter,
            java.util.function.Function<CostExplorerClient, T> request) {
        return clients.send(PlaceApi.COST_EXPLORER, place, permission, meter, request);
    }

    private static boolean goesOn(@Nullable String token, HashSet<String> tokens) {
        return token != null && !token.isEmpty() && tokens.add(token) && tokens.size() < MOST_PAGES;
    }

    private static boolean isActive(CostAllocationTag tag) {
        return tag.status() == CostAllocationTagStatus.ACTIVE;
    }

    @Override
    public Map<String, Outcome> set(Place place, Map<String, Boolean> active, RequestMeter meter) {
        List<CostAllocationTagStatusEntry> entries = active.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> CostAllocationTagStatusEntry.builder()
                        .tagKey(one.getKey())
                        .status(one.getValue() ? CostAllocationTagStatus.ACTIVE : CostAllocationTagStatus.INACTIVE)
                        .build())
                .toList();
        Map<String, Outcome> outcomes = new HashMap<>();
        List<UpdateCostAllocationTagsStatusError> errors;
        try {
            errors = clients.write(
                            PlaceApi.COST_EXPLORER,
                            place,
                            UPDATE,
                            meter,
                            client -> client.updateCostAllocationTagsStatus(it -> it.costAllocationTagsStatus(entries)))
                    .errors();
        } catch (SourceProblem e) {
            Outcome outcome = PlaceTags.outcome(e);
            active.keySet().forEach(key -> outcomes.put(key, outcome));
            return outcomes;
        }
        active.keySet().forEach(key -> outcomes.put(key, new Outcome.Taken()));
        errors.stream()
                .filter(error -> active.containsKey(error.tagKey()))
                .forEach(error -> outcomes.put(error.tagKey(), outcome(error)));
        return outcomes;
    }

    /** AWS's own fault leaves open whether the key was changed. */
    static Outcome outcome(UpdateCostAllocationTagsStatusError error) {
        String code = text(error.code());
        if (code.contains("Throttl") || code.contains("TooMany")) {
            return new Outcome.Busy();
        }
        return code.contains("Internal") ? new Outcome.Unknown() : new Outcome.Refused(code, text(error.message()));
    }

    private static String text(@Nullable String text) {
        String kept = text == null || !AwsText.canBeKept(text) ? "" : text;
        return kept.length() <= LONGEST_TEXT ? kept : kept.substring(0, LONGEST_TEXT);
    }

    @Override
    public List<Backfill> backfills(Place place, RequestMeter meter) {
        var found = new ArrayList<Backfill>();
        var tokens = new HashSet<String>();
        @Nullable String token = null;
        do {
            ListCostAllocationTagBackfillHistoryRequest request = ListCostAllocationTagBackfillHistoryRequest.builder()
                    .maxResults(A_PAGE)
                    .nextToken(token)
                    .build();
            ListCostAllocationTagBackfillHistoryResponse page =
                    read(place, HISTORY, meter, client -> client.listCostAllocationTagBackfillHistory(request));
            page.backfillRequests().stream()
                    .map(PlaceTagKeys::backfill)
                    .flatMap(Optional::stream)
                    .forEach(found::add);
            token = page.nextToken();
        } while (goesOn(token, tokens));
        found.sort(Comparator.comparing(Backfill::requested).reversed());
        return found;
    }

    /** Empty where AWS doesn't say when it was asked for, or from when on. */
    static Optional<Backfill> backfill(CostAllocationTagBackfillRequest one) {
        @Nullable Instant requested = moment(one.requestedAt());
        @Nullable Instant from = moment(one.backfillFrom());
        if (requested == null || from == null) {
            return Optional.empty();
        }
        String status = one.backfillStatusAsString();
        return Optional.of(new Backfill(
                requested,
                LocalDate.ofInstant(from, ZoneOffset.UTC),
                switch (status == null ? "" : status) {
                    case "PROCESSING" -> Status.PROCESSING;
                    case "SUCCEEDED" -> Status.SUCCEEDED;
                    case "FAILED" -> Status.FAILED;
                    default -> Status.UNKNOWN;
                },
                moment(one.completedAt())));
    }

    private static @Nullable Instant moment(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** That one runs, or was asked for within a day, is no throttle: waiting a little doesn't help. */
    @Override
    public Outcome backfill(Place place, LocalDate from, RequestMeter meter) {
        try {
            clients.write(
                    PlaceApi.COST_EXPLORER,
                    place,
                    BACKFILL,
                    meter,
                    client -> client.startCostAllocationTagBackfill(it -> it.backfillFrom(from + "T00:00:00Z")));
            return new Outcome.Taken();
        } catch (SourceProblem e) {
            return e.getCause() instanceof SdkException cause ? backfill(e, cause) : new Outcome.Unknown();
        }
    }

    private static Outcome backfill(SourceProblem problem, SdkException cause) {
        return switch (cause) {
            case BackfillLimitExceededException limit ->
                refused(limit.awsErrorDetails().errorMessage(), "BackfillLimitExceededException");
            case LimitExceededException limit ->
                refused(limit.awsErrorDetails().errorMessage(), "LimitExceededException");
            default -> PlaceTags.outcome(problem);
        };
    }

    private static Outcome refused(@Nullable String message, String code) {
        return new Outcome.Refused(code, text(message));
    }
}
