package dev.bursar.simulator.organisation;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.ml.ProvisionedModels;
import dev.bursar.simulator.ml.ProvisionedModels.Provisioned;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A kind of use: which service it is billed under, in what unit, and how it swings over a week.
 *
 * @param plan what covers it, null where it is paid on demand
 */
public record Kind(
        String name,
        String service,
        String usageType,
        @Nullable String operation,
        String unit,
        BigDecimal price,
        int weekendPercent,
        int swingPercent,
        @Nullable Plan plan) {
    static final List<Kind> ALL = Data.rows("kinds.csv", Kind.class);
    /** What only the demo uses: models, most of them other sellers'. */
    private static final List<Kind> MODELS = Data.rows("models.csv", Kind.class);

    private static final Map<String, String> REGIONS =
            Map.of("USE1", "us-east-1", "EU", "eu-west-1", "EUC1", "eu-central-1", "APN1", "ap-northeast-1");

    static Kind named(String name) {
        return each().filter(kind -> kind.is(name)).findFirst().orElseThrow();
    }

    private static Stream<Kind> each() {
        return Stream.of(
                        ALL.stream(),
                        MODELS.stream(),
                        ProvisionedModels.ALL.stream().map(Kind::of),
                        Node.ALL.stream().map(Node::kind))
                .flatMap(kinds -> kinds);
    }

    boolean is(String other) {
        return name.equals(other);
    }

    /** The price of a unit of what the cell uses, null where it is of no kind. */
    public static @Nullable BigDecimal price(Cell cell) {
        return price(cell.service(), cell.usageType());
    }

    /** The same by service and usage type. */
    public static @Nullable BigDecimal price(String service, String usageType) {
        return each().filter(kind -> kind.usageType.equals(usageType) && kind.service.equals(service))
                .findFirst()
                .map(Kind::price)
                .orElse(null);
    }

    /** An hour of a model unit of a model of Amazon Bedrock whose throughput is provisioned. */
    static Kind of(Provisioned provisioned) {
        var commitment = provisioned.commitment() == null ? "NoCommit" : "6MonthCommit";
        return new Kind(
                provisioned.name(),
                "Amazon Bedrock",
                "USE1-TitanTextG1-Lite-ProvisionedThroughput-" + commitment + "-ModelUnits",
                "ProvisionedThroughput",
                "Hrs",
                provisioned.hourlyPrice(),
                100,
                0,
                null);
    }

    String recordType() {
        return plan == null ? "Usage" : "SavingsPlanCoveredUsage";
    }

    Cell cell(String account, Map<String, String> tags) {
        var covered = plan != null;
        return new Cell(
                account,
                service,
                recordType(),
                usageType,
                Objects.requireNonNullElse(operation, ""),
                instanceType(),
                region(),
                covered ? "Savings Plans" : usageType.contains("SpotUsage") ? "Spot Instances" : "On Demand Instances",
                unit,
                tags);
    }

    private String instanceType() {
        var colon = usageType.indexOf(':');
        var rest = usageType.substring(colon + 1);
        return unit.equals("Hrs") && colon > 0 ? rest.substring(rest.lastIndexOf('-') + 1) : "";
    }

    private String region() {
        var dash = usageType.indexOf('-');
        return dash < 0 ? "us-east-1" : REGIONS.getOrDefault(usageType.substring(0, dash), "us-east-1");
    }
}
