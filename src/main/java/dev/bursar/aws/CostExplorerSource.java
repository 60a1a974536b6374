package dev.bursar.aws;

import static dev.bursar.aws.AwsSettings.COST_EXPLORER_PRICE_USD;

import dev.bursar.costexplorer.spi.CostForecast;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.costexplorer.spi.CostSource;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;
import software.amazon.awssdk.services.costexplorer.model.Metric;

/** A payer's costs from Cost Explorer. Pages are looped by hand, for the SDK has no paginator; a bad token restarts the question. */
@Component
class CostExplorerSource implements CostSource {
    private static final String ASK = "ce:GetCostAndUsage";
    private static final int RESTARTS = 3;
    private static final int MOST_PAGES = 20_000;
    private static final int MOST_BARREN_PAGES = 50;

    private final CostExplorerClient client;
    private final Payer payer;
    private final RetriedRequests attempts;

    CostExplorerSource(CostExplorerClient client, Payer payer, RetriedRequests attempts) {
        this.client = client;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public String payer(RequestMeter meter) {
        return payer.id(meter);
    }

    @Override
    public CostResponse ask(CostRequest question, RequestMeter meter) {
        GetCostAndUsageRequest request = CostExplorerRequests.request(question, tagKey(question));
        for (int restart = 0; ; restart++) {
            Optional<CostResponse> answer = pages(question, request, meter);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (restart == RESTARTS) {
                throw new SourceProblem(
                        Kind.BAD_ANSWER,
                        "Cost Explorer's page tokens became invalid " + (RESTARTS + 1) + " times for one request.",
                        "The answer was not used. The next run tries again.",
                        null);
            }
        }
    }

    @Override
    public Optional<CostForecast> forecast(LocalDate from, LocalDate to, RequestMeter meter) {
        GetCostForecastRequest request = GetCostForecastRequest.builder()
                .timePeriod(DateInterval.builder()
                        .start(from.toString())
                        .end(to.toString())
                        .build())
                .granularity("MONTHLY")
                .metric(Metric.NET_AMORTIZED_COST)
                .predictionIntervalLevel(80)
                .build();
        GetCostForecastResponse response;
        try {
            response = attempts.send(
                    "ce:GetCostForecast",
                    payer.id(meter),
                    COST_EXPLORER_PRICE_USD,
                    meter,
                    () -> client.getCostForecast(request));
        } catch (SourceProblem e) {
            if (e.kind() == Kind.UNAVAILABLE
                    && e.getCause() instanceof CostExplorerException cause
                    && RetriedRequests.is(cause, "DataUnavailableException")) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(ForecastReader.read(response, from, to));
    }

    /** All pages, or empty when a token went bad and the question must be asked anew. */
    private Optional<CostResponse> pages(CostRequest question, GetCostAndUsageRequest request, RequestMeter meter) {
        var reader = new AnswerReader(question, tagKey(question));
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            GetCostAndUsageRequest page = token == null
                    ? request
                    : request.toBuilder().nextPageToken(token).build();
            GetCostAndUsageResponse response;
            try {
                response = attempts.send(
                        ASK, payer.id(meter), COST_EXPLORER_PRICE_USD, meter, () -> client.getCostAndUsage(page));
            } catch (SourceProblem e) {
                if (token != null && RetriedRequests.isStalePage(e)) {
                    return Optional.empty();
                }
                throw e;
            }
            reader.page(response);
            if (reader.repeats()) {
                return Optional.empty();
            }
            token = response.nextPageToken();
            if (token != null && token.isEmpty()) {
                token = null;
            }
            if (token != null && (seen.size() >= MOST_PAGES || reader.barren() > MOST_BARREN_PAGES)) {
                throw endless();
            }
            if (token != null && !seen.add(token)) {
                return Optional.empty();
            }
        } while (token != null);
        return Optional.of(reader.answer());
    }

    /** Each page is paid for, so what has no end is not asked for again. */
    private static SourceProblem endless() {
        return new SourceProblem(
                Kind.BAD_ANSWER,
                "An answer from Cost Explorer did not end: it kept sending empty pages.",
                "Nothing was stored, and earlier data is unchanged. The next run tries again.",
                null);
    }

    /** Only questions about a tag have one. */
    private static String tagKey(CostRequest question) {
        return Objects.requireNonNullElse(question.tagKey(), "");
    }
}
