package dev.bursar.aws.places;

import dev.bursar.efficiency.spi.IdleFindings;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.computeoptimizer.model.GetIdleRecommendationsResponse;
import software.amazon.awssdk.services.computeoptimizer.model.IdleEstimatedMonthlySavings;
import software.amazon.awssdk.services.computeoptimizer.model.IdleRecommendation;
import software.amazon.awssdk.services.computeoptimizer.model.IdleRecommendationError;

/** Reads what AWS Compute Optimizer finds idle in an account and Region. */
@Component
class PlaceIdle implements IdleFindings {
    private static final Logger log = LoggerFactory.getLogger(PlaceIdle.class);
    private static final String GET = "compute-optimizer:GetIdleRecommendations";
    private static final int FINDINGS_A_PAGE = 100;
    private static final double LONGEST_LOOK_BACK = 1_000;

    private final PlaceClients clients;

    PlaceIdle(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public List<IdleFinding> idle(Place place, RequestMeter meter) {
        return clients.list(PlaceApi.COMPUTE_OPTIMIZER, place, GET, meter)
                .all(
                        (client, token) -> client.getIdleRecommendations(request -> request.accountIds(place.account())
                                .maxResults(FINDINGS_A_PAGE)
                                .nextToken(token)),
                        answer -> {
                            answer.errors().forEach(error -> refused(place, error));
                            return answer.idleRecommendations().stream()
                                    .flatMap(one -> finding(one).stream())
                                    .toList();
                        },
                        GetIdleRecommendationsResponse::nextToken);
    }

    /** AWS says within an answer what it can't say: of the whole account, or of one resource. */
    private static void refused(Place place, IdleRecommendationError error) {
        if (String.valueOf(error.code()).startsWith("OptInRequired")) {
            throw PlaceProblems.notOptedIn(place, null);
        }
        if (place.account().equals(error.identifier())) {
            throw PlaceProblems.bad(place, GET, "it has an error in place of the account\u2019s findings");
        }
        log.warn(
                "Compute Optimizer says nothing of a {} in {}: {}",
                error.resourceTypeAsString(),
                place.region(),
                error.code());
    }

    private static Optional<IdleFinding> finding(IdleRecommendation one) {
        String type = SageMakerReader.word(one.resourceTypeAsString());
        String finding = SageMakerReader.word(one.findingAsString());
        return type == null || finding == null || !SageMakerReader.isArn(one.resourceArn())
                ? Optional.empty()
                : Optional.of(new IdleFinding(one.resourceArn(), type, finding, savings(one), lookBack(one)));
    }

    /** At list prices, where AWS says it in US dollars. */
    private static @Nullable BigDecimal savings(IdleRecommendation one) {
        IdleEstimatedMonthlySavings savings = one.savingsOpportunity() == null
                ? null
                : one.savingsOpportunity().estimatedMonthlySavings();
        return savings == null
                        || !"USD".equals(savings.currencyAsString())
                        || savings.value() == null
                        || !Double.isFinite(savings.value())
                ? null
                : BigDecimal.valueOf(savings.value());
    }

    private static @Nullable Integer lookBack(IdleRecommendation one) {
        Double days = one.lookBackPeriodInDays();
        return days == null || !(days > 0) || days > LONGEST_LOOK_BACK ? null : (int) Math.round(days);
    }
}
