package dev.bursar.aws.places;

import dev.bursar.aws.AwsSettings;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.efficiency.spi.LogQuestions;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Problem;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResultField;

/** Asks CloudWatch Logs Insights in an account and Region, and stops queries that scan too much or take too long. */
@Component
class PlaceLogs implements LogQuestions {
    private static final Logger log = LoggerFactory.getLogger(PlaceLogs.class);
    private static final String DESCRIBE = "logs:DescribeLogGroups";
    private static final String START = "logs:StartQuery";
    private static final String RESULTS = "logs:GetQueryResults";
    private static final String STOP = "logs:StopQuery";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** With pauses of up to two seconds this is about the minute; it bounds the requests where pauses are shorter. */
    private static final int MOST_POLLS = 40;

    private static final int MOST_DOUBLINGS = 3;
    private static final int GROUPS_A_PAGE = 50;
    private static final int LONGEST_VALUE = 4_000;

    /** A pointer to the whole line, which Logs Insights adds to each row. */
    private static final String POINTER = "@ptr";

    private final PlaceClients clients;
    private final AwsSettings settings;

    PlaceLogs(PlaceClients clients, AwsSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** The group of exactly that name comes first among those whose names begin with it, because AWS sorts them by name. */
    @Override
    public Optional<Group> group(Place place, String name, RequestMeter meter) {
        List<LogGroup> groups = send(
                        place,
                        DESCRIBE,
                        BigDecimal.ZERO,
                        meter,
                        client -> client.describeLogGroups(
                                request -> request.logGroupNamePrefix(name).limit(GROUPS_A_PAGE)))
                .logGroups();
        return groups.stream()
                .filter(group -> name.equals(group.logGroupName()))
                .findFirst()
                .map(group -> group(place, group));
    }

    private static Group group(Place place, LogGroup group) {
        if (group.creationTime() == null || group.storedBytes() == null || group.storedBytes() < 0) {
            throw PlaceProblems.bad(place, DESCRIBE, "a log group has no size or time of creation");
        }
        return new Group(group.storedBytes(), group.retentionInDays(), Instant.ofEpochMilli(group.creationTime()));
    }

    @Override
    public Answer ask(Place place, Question question, RequestMeter meter) {
        String id = start(place, question, meter);
        try {
            return results(place, id, question, meter);
        } catch (RuntimeException e) {
            // else it would go on at a price that nobody gets anything for
            stop(place, id, meter);
            throw e;
        }
    }

    private String start(Place place, Question question, RequestMeter meter) {
        try {
            @Nullable
            String id = send(
                            place,
                            START,
                            LogQuestions.price(question.mostBytes()),
                            meter,
                            client -> client.startQuery(request -> request.logGroupName(question.group())
                                    .queryString(question.query())
                                    .startTime(question.from().getEpochSecond())
                                    .endTime(question.to().getEpochSecond())
                                    .limit(question.limit())))
                    .queryId();
            if (id == null || id.isEmpty()) {
                throw PlaceProblems.bad(place, START, "it has no query");
            }
            return id;
        } catch (SourceProblem e) {
            if (e.getCause() instanceof SdkException cause && RetriedRequests.is(cause, "ResourceNotFoundException")) {
                throw PlaceProblems.bad(place, START, "the log group doesn\u2019t exist any more");
            }
            throw e;
        }
    }

    private Answer results(Place place, String id, Question question, RequestMeter meter) {
        long began = System.nanoTime();
        for (int poll = 1; ; poll++) {
            GetQueryResultsResponse answer = results(place, id, meter);
            switch (String.valueOf(answer.statusAsString())) {
                case "Complete" -> {
                    return answer(answer, question, true);
                }
                case "Timeout", "Cancelled" -> {
                    return answer(answer, question, false);
                }
                case "Failed" ->
                    throw new SourceProblem(Kind.UNAVAILABLE, place.problem(Problem.Why.QUERY_FAILED), null);
                default -> {
                    boolean late = poll >= MOST_POLLS || System.nanoTime() - began > PATIENCE.toNanos();
                    if (late || bytes(answer) > question.mostBytes()) {
                        stop(place, id, meter);
                        return answer(results(place, id, meter), question, false);
                    }
                    pause(poll);
                }
            }
        }
    }

    private GetQueryResultsResponse results(Place place, String id, RequestMeter meter) {
        return send(
                place,
                RESULTS,
                BigDecimal.ZERO,
                meter,
                client -> client.getQueryResults(request -> request.queryId(id)));
    }

    /** A query that has ended meanwhile can't be stopped. */
    private void stop(Place place, String id, RequestMeter meter) {
        try {
            send(place, STOP, BigDecimal.ZERO, meter, client -> client.stopQuery(request -> request.queryId(id)));
        } catch (RuntimeException e) {
            log.warn("A query of Logs Insights in {} of {} was not stopped", place.region(), place.account(), e);
        }
    }

    private void pause(int poll) {
        long longest = LONGEST_PAUSE.toMillis();
        try {
            Thread.sleep(Math.min(longest, settings.backoff().toMillis() << Math.min(poll - 1, MOST_DOUBLINGS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Logs Insights", e);
        }
    }

    private static Answer answer(GetQueryResultsResponse answer, Question question, boolean complete) {
        List<Map<String, String>> rows = answer.results().stream()
                .limit(question.limit())
                .map(PlaceLogs::row)
                .toList();
        @Nullable
        Double matched =
                answer.statistics() == null ? null : answer.statistics().recordsMatched();
        return new Answer(rows, bytes(answer), matched == null ? 0 : matched.longValue(), complete);
    }

    private static long bytes(GetQueryResultsResponse answer) {
        @Nullable
        Double scanned =
                answer.statistics() == null ? null : answer.statistics().bytesScanned();
        return scanned == null ? 0 : scanned.longValue();
    }

    private static Map<String, String> row(List<ResultField> fields) {
        Map<String, String> row = new LinkedHashMap<>();
        for (ResultField field : fields) {
            if (field.field() != null && field.value() != null && !field.field().equals(POINTER)) {
                String value = field.value();
                row.put(
                        field.field(),
                        value.length() <= LONGEST_VALUE
                                ? value
                                : value.substring(0, value.offsetByCodePoints(0, LONGEST_VALUE / 2)));
            }
        }
        return row;
    }

    private <T> T send(
            Place place,
            String permission,
            BigDecimal priceUsd,
            RequestMeter meter,
            Function<CloudWatchLogsClient, T> request) {
        return clients.send(PlaceApi.LOGS, place, permission, priceUsd, meter, request);
    }
}
