package dev.bursar.aws.anomalies;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.aws.AwsText;
import dev.bursar.aws.Pages;
import dev.bursar.aws.Pages.Page;
import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomalySource;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Anomaly;
import software.amazon.awssdk.services.costexplorer.model.GetAnomaliesResponse;
import software.amazon.awssdk.services.costexplorer.model.Impact;
import software.amazon.awssdk.services.costexplorer.model.RootCause;

/** Reads what AWS's Cost Anomaly Detection found, from Cost Explorer. */
@Component
class AnomaliesSource implements AwsAnomalySource {
    private static final String PERMISSION = "ce:GetAnomalies";
    private static final int ANOMALIES_A_PAGE = 100;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LENGTH_OF_A_DAY = 10;

    private final CostExplorerClient client;
    private final Payer payer;
    private final RetriedRequests attempts;

    AnomaliesSource(CostExplorerClient client, Payer payer, RetriedRequests attempts) {
        this.client = client;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public List<AwsAnomaly> all(LocalDate first, LocalDate last, RequestMeter meter) {
        Map<String, AwsAnomaly> found = new LinkedHashMap<>();
        Pages.all(AnomaliesSource::bad, token -> {
                    GetAnomaliesResponse answer = send(first, last, token, meter);
                    return new Page<>(
                            answer.anomalies().stream()
                                    .map(AnomaliesSource::read)
                                    .toList(),
                            answer.nextPageToken());
                })
                .forEach(one -> found.put(one.id(), one));
        return List.copyOf(found.values());
    }

    private GetAnomaliesResponse send(LocalDate first, LocalDate last, @Nullable String token, RequestMeter meter) {
        return attempts.send(
                PERMISSION,
                payer.id(meter),
                USD_A_PAGE,
                meter,
                () -> client.getAnomalies(request -> request.dateInterval(
                                days -> days.startDate(first.toString()).endDate(last.toString()))
                        .maxResults(ANOMALIES_A_PAGE)
                        .nextPageToken(token)));
    }

    private static AwsAnomaly read(Anomaly one) {
        String id = one.anomalyId();
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID || !AwsText.canBeKept(id)) {
            throw bad("an anomaly has no id");
        }
        LocalDate first = day(one.anomalyStartDate());
        if (first == null) {
            throw bad("an anomaly has no first day");
        }
        LocalDate last = day(one.anomalyEndDate());
        if (last != null && last.isBefore(first)) {
            throw bad("an anomaly ends before it begins");
        }
        Impact impact = one.impact();
        BigDecimal total = impact == null ? null : amount(impact.totalImpact());
        if (impact == null || total == null) {
            throw bad("an anomaly has no amount");
        }
        return new AwsAnomaly(
                id,
                first,
                last,
                text(one.dimensionValue()),
                one.rootCauses().stream().map(AnomaliesSource::cause).toList(),
                total,
                amount(impact.totalActualSpend()),
                amount(impact.totalExpectedSpend()),
                one.anomalyScore() == null ? null : amount(one.anomalyScore().maxScore()),
                text(one.feedbackAsString()));
    }

    private static AwsAnomaly.RootCause cause(RootCause one) {
        return new AwsAnomaly.RootCause(
                text(one.service()),
                text(one.region()),
                text(one.linkedAccount()),
                text(one.usageType()),
                one.impact() == null ? null : amount(one.impact().contribution()));
    }

    /**
     * AWS sends JSON numbers, and its SDK hands them over as doubles: their shortest decimals are the digits that were sent, up to
     * fifteen of them. Nothing is calculated with the doubles.
     */
    private static @Nullable BigDecimal amount(@Nullable Double number) {
        if (number != null && (number.isNaN() || number.isInfinite())) {
            throw bad("it has an amount that can\u2019t be read");
        }
        return number == null ? null : BigDecimal.valueOf(number);
    }

    /** AWS writes days with a time, always midnight. */
    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, Math.min(text.length(), LENGTH_OF_A_DAY)));
        } catch (DateTimeException e) {
            throw bad("it has a day that can\u2019t be read");
        }
    }

    private static String text(@Nullable String text) {
        return text != null && text.length() <= LONGEST_TEXT && AwsText.canBeKept(text) ? text : "";
    }

    private static SourceProblem bad(String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.ANOMALIES, PERMISSION, what), null);
    }
}
