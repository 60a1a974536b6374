package dev.bursar.simulator.clusters;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.exports.ExportLine;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Node;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Split cost allocation of the nodes of a cluster: lines of no cost of their own, two or three for each pod, which say what of its
 * node's cost is a pod's and what of the node's idle cost. An hour without pods is nobody's.
 */
public final class SplitAllocation {
    private static final String EKS = "Amazon Elastic Container Service for Kubernetes";
    private static final int DECIMALS = 10;
    private static final int HOURS = 24;
    private static final int RATIO_DECIMALS = 8;

    private final boolean hourly;
    private final List<ExportLine> made = new ArrayList<>();

    private SplitAllocation(boolean hourly) {
        this.hourly = hourly;
    }

    private record NodeDay(LocalDate day, String instance) {}

    /** What is said of a resource of a pod, hour after hour. */
    private static final class Sum {
        int hours;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal unused = BigDecimal.ZERO;
        BigDecimal netCost = BigDecimal.ZERO;
        BigDecimal netUnused = BigDecimal.ZERO;
        BigDecimal publicCost = BigDecimal.ZERO;
        BigDecimal publicUnused = BigDecimal.ZERO;
    }

    private record Use(Pod pod, Resource resource) {
        BigDecimal weight() {
            return resource.weight(pod.used(resource));
        }
    }

    /**
     * The lines that the lines of nodes among those given have beside them, in the order of day and instance.
     *
     * @param hourly whether each hour has its lines, else each day
     */
    public static List<ExportLine> of(List<ExportLine> lines, boolean hourly) {
        var nodes = new LinkedHashMap<NodeDay, List<ExportLine>>();
        for (var line : lines) {
            if (Node.of(line.cell()) != null) {
                var day = LocalDate.ofInstant(line.start(), ZoneOffset.UTC);
                nodes.computeIfAbsent(new NodeDay(day, line.resource()), any -> new ArrayList<>())
                        .add(line);
            }
        }
        var allocation = new SplitAllocation(hourly);
        nodes.forEach(allocation::add);
        return allocation.made;
    }

    private void add(NodeDay place, List<ExportLine> lines) {
        var node = Objects.requireNonNull(Node.of(lines.getFirst().cell()));
        var pods = Pod.on(node.node(), place.day);
        var costs = costs(lines);
        var sums = new LinkedHashMap<Use, Sum>();
        for (var hour = 0; hour < HOURS; hour++) {
            var cost = costs.get(hour);
            if (cost != null) {
                split(node, cost, uses(pods, hour), sums);
            }
            if (hourly) {
                write(place, lines.getFirst(), node, hour, 1, sums);
            }
        }
        write(place, lines.getFirst(), node, 0, HOURS, sums);
    }

    /** What each hour of the node costs. */
    private static Map<Integer, Costs> costs(List<ExportLine> lines) {
        var costs = new HashMap<Integer, Costs>();
        for (var line : lines) {
            var node = Objects.requireNonNull(Node.of(line.cell()));
            var even = Collections.nCopies(node.to() - node.from(), BigDecimal.ONE);
            var amortized = shares(line.costs().amortized(), even);
            var net = shares(line.costs().netAmortized(), even);
            var list = shares(line.costs().unblended(), even);
            for (var i = 0; i < even.size(); i++) {
                costs.merge(
                        node.from() + i,
                        new Costs(list.get(i), amortized.get(i), list.get(i), net.get(i)),
                        Costs::plus);
            }
        }
        return costs;
    }

    private static List<BigDecimal> shares(BigDecimal amount, List<BigDecimal> weights) {
        return Shares.of(amount, weights, Math.max(DECIMALS, amount.scale()));
    }

    private static List<Use> uses(List<Pod> pods, int hour) {
        return pods.stream()
                .filter(pod -> pod.runsIn(hour))
                .flatMap(pod -> Stream.of(Resource.values())
                        .filter(resource -> pod.used(resource).signum() > 0)
                        .map(resource -> new Use(pod, resource)))
                .toList();
    }

    private static void split(Node node, Costs cost, List<Use> uses, Map<Use, Sum> sums) {
        if (uses.isEmpty()) {
            return;
        }
        var amortized = parts(node, cost.amortized(), uses);
        var net = parts(node, cost.netAmortized(), uses);
        var list = parts(node, cost.unblended(), uses);
        for (var i = 0; i < uses.size(); i++) {
            var sum = sums.computeIfAbsent(uses.get(i), any -> new Sum());
            sum.hours++;
            sum.cost = sum.cost.add(amortized.used.get(i));
            sum.unused = sum.unused.add(amortized.idle.get(i));
            sum.netCost = sum.netCost.add(net.used.get(i));
            sum.netUnused = sum.netUnused.add(net.idle.get(i));
            sum.publicCost = sum.publicCost.add(list.used.get(i));
            sum.publicUnused = sum.publicUnused.add(list.idle.get(i));
        }
    }

    /** What of an amount is of each use, and what of its idle rest. */
    private record Parts(List<BigDecimal> used, List<BigDecimal> idle) {}

    private static Parts parts(Node node, BigDecimal amount, List<Use> uses) {
        var weights = uses.stream().map(Use::weight).toList();
        var taken = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var free = Resource.weight(node.vcpu(), node.gb(), node.gpus()).subtract(taken);
        var all = new ArrayList<>(weights);
        all.add(free.max(BigDecimal.ZERO));
        var used = shares(amount, all);
        return new Parts(used.subList(0, weights.size()), shares(used.getLast(), weights));
    }

    private void write(NodeDay place, ExportLine parent, Node node, int hour, int hours, Map<Use, Sum> sums) {
        var start = place.day.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC);
        sums.forEach((use, sum) -> made.add(line(place, parent, node, start, hours, use, sum)));
        sums.clear();
    }

    private ExportLine line(NodeDay place, ExportLine parent, Node node, Instant start, int hours, Use use, Sum sum) {
        var times = BigDecimal.valueOf(sum.hours);
        var pod = use.pod;
        var usage = pod.used(use.resource).multiply(times);
        var actual = pod.actual(use.resource);
        var has = BigDecimal.valueOf(
                switch (use.resource) {
                    case VCPU -> node.vcpu();
                    case GB -> node.gb();
                    case GPU -> node.gpus();
                });
        var split = new SplitLine(
                place.instance,
                actual == null ? null : actual.multiply(times),
                pod.reserved(use.resource).multiply(times),
                usage,
                usage.divide(has.multiply(times), RATIO_DECIMALS, RoundingMode.HALF_UP),
                sum.cost,
                sum.unused,
                sum.netCost,
                sum.netUnused,
                sum.publicCost,
                sum.publicUnused,
                pod.tags(node.hostName(place.day)));
        var cell = parent.cell();
        return new ExportLine(
                made.size() + 1,
                cell(cell, use.resource, pod.of().team()),
                pod.arn(cell.region(), cell.account()),
                start,
                start.plus(Duration.ofHours(hours)),
                Costs.ZERO,
                BigDecimal.ZERO,
                usage,
                split);
    }

    private static Cell cell(Cell node, Resource resource, @Nullable String team) {
        return new Cell(
                node.account(),
                EKS,
                "Usage",
                "USE1-EKS-EC2-" + resource.unit,
                "EKSPod-EC2",
                "",
                node.region(),
                "",
                resource.unit,
                team == null ? Map.of() : Map.of(Organisation.TEAM_TAG, team));
    }
}
