package dev.bursar.simulator.organisation;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.organisation.ResourceUse.Run;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How some hours of a node of the demo's cluster are billed; a node that is billed in two ways on a day is two of these.
 *
 * @param node the name of its node group
 * @param price of an hour, undiscounted
 * @param plan what covers the hours, null where nothing does
 * @param vcpu what the node can hold, as gb (gigabytes) and gpus
 * @param livesDays after so many days another instance takes its place
 * @param from the first of the hours (UTC) of each day, 0 to 23
 * @param to the hour after the last, up to 24
 */
public record Node(
        String node,
        String usageType,
        String operation,
        BigDecimal price,
        @Nullable Plan plan,
        int vcpu,
        int gb,
        int gpus,
        int livesDays,
        boolean weekdaysOnly,
        int from,
        int to) {
    /** The cluster's name. */
    public static final String CLUSTER = "ml-train";

    /** The tag with which EKS marks the nodes of a cluster. */
    public static final String CLUSTER_TAG = "aws:eks:cluster-name";

    /** The account that runs the cluster. */
    public static final String ACCOUNT = OrganisationModel.ML_PLATFORM;

    private static final String GROUP_TAG = "eks:nodegroup-name";
    private static final String COMPUTE = "Amazon Elastic Compute Cloud - Compute";
    private static final int MINUTES = 60;
    private static final int LISTED_DAYS = 45;

    public static final List<Node> ALL = Data.rows("nodes.csv", Node.class);

    /** Of which node usage is; null where it is of none. */
    public static @Nullable Node of(Cell cell) {
        var name = cell.tags().get(GROUP_TAG);
        return name == null
                ? null
                : ALL.stream()
                        .filter(one -> one.node.equals(name)
                                && one.usageType.equals(cell.usageType())
                                && one.kind().recordType().equals(cell.recordType()))
                        .findFirst()
                        .orElse(null);
    }

    Kind kind() {
        return new Kind("node-" + node, COMPUTE, usageType, operation, "Hrs", price, 100, 0, plan);
    }

    Workload workload(int number, Map<String, String> tags, LocalDate starts, LocalDate ends) {
        var all = new HashMap<>(tags);
        all.put(CLUSTER_TAG, CLUSTER);
        all.put(GROUP_TAG, node);
        all.put("aws:autoscaling:groupName", "eks-" + node);
        var kind = kind();
        return new Workload(
                number,
                kind.cell(ACCOUNT, all),
                kind,
                0,
                starts,
                ends,
                price.multiply(BigDecimal.valueOf(to - from)),
                weekdaysOnly);
    }

    /** The instance that is the node on a day. */
    public String id(LocalDate day) {
        return "i-" + Resources.id(CLUSTER + "/" + node + "/" + Math.floorDiv(day.toEpochDay(), livesDays));
    }

    /** As Kubernetes names it. */
    public String hostName(LocalDate day) {
        var number = Math.floorMod(id(day).hashCode(), 62_500);
        return "ip-10-12-" + number / 250 + "-" + (number % 250 + 4) + ".ec2.internal";
    }

    ResourceUse use(Cell cell, LocalDate day, BigDecimal quantity) {
        return new ResourceUse(id(day), cell, quantity, List.of(new Run(from * MINUTES, to * MINUTES, 1)));
    }

    /** The instances of the weeks around the stories; those before are forgotten, as terminated ones are. */
    Stream<UsedResource> instances(Cell cell, LocalDate story) {
        return story.minusDays(LISTED_DAYS)
                .datesUntil(story.plusDays(LISTED_DAYS))
                .filter(this::runsOn)
                .map(day -> LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay(), livesDays) * livesDays))
                .distinct()
                .map(first -> new UsedResource(id(first), cell, first, first.plusDays(livesDays)));
    }

    private boolean runsOn(LocalDate day) {
        return !weekdaysOnly || Workload.isWeekday(day);
    }
}
