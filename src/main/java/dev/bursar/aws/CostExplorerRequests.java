package dev.bursar.aws;

import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostExpression;
import dev.bursar.costexplorer.spi.CostRequest;
import module java.base;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.Dimension;
import software.amazon.awssdk.services.costexplorer.model.DimensionValues;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.costexplorer.model.MatchOption;
import software.amazon.awssdk.services.costexplorer.model.TagValues;

/** Puts questions into Cost Explorer's words. */
final class CostExplorerRequests {
    static final List<String> METRICS =
            List.of("UnblendedCost", "AmortizedCost", "NetUnblendedCost", "NetAmortizedCost", "UsageQuantity");

    private CostExplorerRequests() {}

    static GetCostAndUsageRequest request(CostRequest question, String teamTag) {
        var request = GetCostAndUsageRequest.builder()
                .timePeriod(DateInterval.builder()
                        .start(question.from().toString())
                        .end(question.to().toString())
                        .build())
                .granularity(question.granularity().name())
                .metrics(METRICS)
                .groupBy(question.groupBy().stream()
                        .map(by -> group(by, teamTag))
                        .toList());
        CostExpression filter = question.filter();
        if (filter != null) {
            request.filter(expression(filter, teamTag));
        }
        return request.build();
    }

    static String dimension(CostDimension dimension) {
        return switch (dimension) {
            case ACCOUNT -> Dimension.LINKED_ACCOUNT.toString();
            case SERVICE -> Dimension.SERVICE.toString();
            case RECORD_TYPE -> Dimension.RECORD_TYPE.toString();
            case TAG -> throw new IllegalArgumentException("A tag is no dimension");
        };
    }

    private static GroupDefinition group(CostDimension by, String teamTag) {
        return by == CostDimension.TAG
                ? GroupDefinition.builder()
                        .type(GroupDefinitionType.TAG)
                        .key(teamTag)
                        .build()
                : GroupDefinition.builder()
                        .type(GroupDefinitionType.DIMENSION)
                        .key(dimension(by))
                        .build();
    }

    private static Expression expression(CostExpression filter, String teamTag) {
        return switch (filter) {
            case CostExpression.All all ->
                all.of().size() == 1
                        ? expression(all.of().getFirst(), teamTag)
                        : Expression.builder()
                                .and(expressions(all.of(), teamTag))
                                .build();
            case CostExpression.Any any ->
                any.of().size() == 1
                        ? expression(any.of().getFirst(), teamTag)
                        : Expression.builder()
                                .or(expressions(any.of(), teamTag))
                                .build();
            case CostExpression.Tagged(String key, List<String> values) -> tag(values, key);
            case CostExpression.Is(CostDimension dimension, List<String> values) ->
                dimension == CostDimension.TAG
                        ? tag(values, teamTag)
                        : Expression.builder()
                                .dimensions(DimensionValues.builder()
                                        .key(dimension(dimension))
                                        .values(values)
                                        .build())
                                .build();
        };
    }

    /**
     * Untagged costs match by ABSENT, which takes no values; so a list that has both becomes an Or. Values match exactly by
     * default, and not every implementation knows the options that say so.
     */
    private static Expression tag(List<String> values, String teamTag) {
        var parts = new ArrayList<Expression>();
        List<String> tagged = values.stream().filter(value -> !value.isEmpty()).toList();
        if (!tagged.isEmpty()) {
            parts.add(Expression.builder()
                    .tags(TagValues.builder().key(teamTag).values(tagged).build())
                    .build());
        }
        if (tagged.size() < values.size()) {
            parts.add(Expression.builder()
                    .tags(TagValues.builder()
                            .key(teamTag)
                            .matchOptions(MatchOption.ABSENT)
                            .build())
                    .build());
        }
        return parts.size() == 1
                ? parts.getFirst()
                : Expression.builder().or(parts).build();
    }

    private static List<Expression> expressions(List<CostExpression> filters, String teamTag) {
        return filters.stream().map(filter -> expression(filter, teamTag)).toList();
    }
}
