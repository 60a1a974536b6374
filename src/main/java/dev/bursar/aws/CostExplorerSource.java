package dev.bursar.aws;

import static dev.bursar.aws.AwsSettings.COST_EXPLORER_PRICE_USD;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.costexplorer.spi.CostForecast;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.costexplorer.spi.CostSource;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.ForecastResult;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastResponse;
import software.amazon.awssdk.services.costexplorer.model.Metric;

/** A payer's costs from Cost Explorer. */
@Component
class CostExplorerSource implements CostSource {
    private static final String ASK = "ce:GetCostAndUsage";

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
        return CostPages.all(() -> new AnswerReader(question, tagKey(question)), token -> {
            GetCostAndUsageRequest page = token == null
                    ? request
                    : request.toBuilder().nextPageToken(token).build();
            GetCostAndUsageResponse answer = attempts.send(
                    ASK, payer.id(meter), COST_EXPLORER_PRICE_USD, meter, () -> client.getCostAndUsage(page));
            return new CostPages.Page(
                    answer.hasResultsByTime() ? answer.resultsByTime() : null,
                    answer.dimensionValueAttributes(),
                    answer.nextPageToken());
        });
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

    /** Only questions about a tag have one. */
    private static String tagKey(CostRequest question) {
        return Objects.requireNonNullElse(question.tagKey(), "");
    }

    /** Reads a forecast; bounds are there only where AWS gave both. */
    static final class ForecastReader {
        private ForecastReader() {}

        static CostForecast read(GetCostForecastResponse response, LocalDate from, LocalDate to) {
            if (response.total() == null
                    || response.total().amount() == null
                    || response.total().unit() == null
                    || !response.total().unit().matches("[A-Z]{3}")) {
                throw bad("it has no total");
            }
            @Nullable BigDecimal lower = null;
            @Nullable BigDecimal upper = null;
            if (response.forecastResultsByTime().size() == 1) {
                ForecastResult only = response.forecastResultsByTime().getFirst();
                if (only != null
                        && only.predictionIntervalLowerBound() != null
                        && only.predictionIntervalUpperBound() != null) {
                    lower = number(only.predictionIntervalLowerBound());
                    upper = number(only.predictionIntervalUpperBound());
                }
            }
            return new CostForecast(
                    from, to, response.total().unit(), number(response.total().amount()), lower, upper);
        }

        private static BigDecimal number(String text) {
            return AwsText.number(text).orElseThrow(() -> bad("an amount is not a number"));
        }

        private static SourceProblem bad(String what) {
            return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.FORECAST, "", what), null);
        }
    }
}
