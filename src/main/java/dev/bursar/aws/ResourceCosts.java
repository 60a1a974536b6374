package dev.bursar.aws;

import static dev.bursar.aws.AwsSettings.COST_EXPLORER_PRICE_USD;

import dev.bursar.charges.Granularity;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.efficiency.spi.ResourceCostSource;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.Dimension;
import software.amazon.awssdk.services.costexplorer.model.DimensionValues;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageWithResourcesRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageWithResourcesResponse;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;

/** What resources of SageMaker and EC2 cost by day, from Cost Explorer. */
@Component
class ResourceCosts implements ResourceCostSource {
    private static final String ASK = "ce:GetCostAndUsageWithResources";
    private static final List<String> SERVICES = List.of("Amazon SageMaker", "Amazon Elastic Compute Cloud - Compute");
    private static final List<AnswerReader.Key> KEYS =
            List.of(new AnswerReader.Key("resource", ""), new AnswerReader.Key("usage type", ""));
    private static final String NO_RESOURCE = "NoResourceId";

    private final CostExplorerClient client;
    private final Payer payer;
    private final RetriedRequests attempts;

    ResourceCosts(CostExplorerClient client, Payer payer, RetriedRequests attempts) {
        this.client = client;
        this.payer = payer;
        this.attempts = attempts;
    }

    @Override
    public Answer read(LocalDate from, LocalDate to, RequestMeter meter) {
        GetCostAndUsageWithResourcesRequest request = request(from, to);
        CostResponse answer = CostPages.all(() -> new AnswerReader(from, to, Granularity.DAILY, KEYS), token -> {
            GetCostAndUsageWithResourcesRequest page = token == null
                    ? request
                    : request.toBuilder().nextPageToken(token).build();
            GetCostAndUsageWithResourcesResponse found = attempts.send(
                    ASK,
                    payer.id(meter),
                    "",
                    COST_EXPLORER_PRICE_USD,
                    meter,
                    ResourceCosts::problem,
                    () -> client.getCostAndUsageWithResources(page));
            return new CostPages.Page(
                    found.hasResultsByTime() ? found.resultsByTime() : null,
                    found.dimensionValueAttributes(),
                    found.nextPageToken());
        });
        return new Answer(
                answer.groups().stream()
                        .filter(group -> !group.keys().getFirst().equals(NO_RESOURCE))
                        .map(ResourceCosts::cost)
                        .toList(),
                answer.pages());
    }

    private static GetCostAndUsageWithResourcesRequest request(LocalDate from, LocalDate to) {
        return GetCostAndUsageWithResourcesRequest.builder()
                .timePeriod(DateInterval.builder()
                        .start(from.toString())
                        .end(to.toString())
                        .build())
                .granularity(Granularity.DAILY.name())
                .metrics(CostExplorerRequests.METRICS)
                .filter(Expression.builder()
                        .dimensions(DimensionValues.builder()
                                .key(Dimension.SERVICE)
                                .values(SERVICES)
                                .build())
                        .build())
                .groupBy(by(Dimension.RESOURCE_ID), by(Dimension.USAGE_TYPE))
                .build();
    }

    private static GroupDefinition by(Dimension dimension) {
        return GroupDefinition.builder()
                .type(GroupDefinitionType.DIMENSION)
                .key(dimension.toString())
                .build();
    }

    private static ResourceCost cost(CostResponse.Group group) {
        return new ResourceCost(
                group.period(),
                group.keys().getFirst(),
                group.keys().getLast(),
                group.amounts().currency(),
                group.amounts().netAmortized(),
                group.amounts().usageQuantity(),
                group.amounts().usageUnit());
    }

    private static SourceProblem problem(String permission, SdkException e) {
        if (RetriedRequests.is(e, "DataUnavailableException")) {
            return new SourceProblem(Kind.OFF, new AwsProblem.NoResourceCosts(permission), e);
        }
        return RetriedRequests.problem(permission, e);
    }
}
